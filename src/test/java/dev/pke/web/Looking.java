package dev.pke.web;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A browser that looks at one server's pages. */
final class Looking implements AutoCloseable {
    /** No speed is assumed: what does not come in this time does not come. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final Browser browser;
    private String address = "";

    Looking() throws IOException {
        browser = Browser.open();
        browser.driver().manage().timeouts().scriptTimeout(PATIENCE);
    }

    Looking at(Server server) {
        address = server.address();
        return this;
    }

    void go(String path) {
        browser.driver().get(address + path.substring(1));
    }

    String here() {
        return Objects.requireNonNull(browser.driver().getCurrentUrl()).substring(address.length());
    }

    String text(String css) {
        return one(css).getText().replace('\u00a0', ' ');
    }

    WebElement one(String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return browser.driver().findElements(By.cssSelector(css));
    }

    boolean shown(String css) {
        return all(css).stream().anyMatch(WebElement::isDisplayed);
    }

    void click(String css) {
        one(css).click();
    }

    void press(CharSequence key) {
        browser.driver().findElement(By.tagName("body")).sendKeys(key);
    }

    void press(Keys key) {
        press((CharSequence) key);
    }

    /** The page as a printer gets it; {@link Browser#look} ends it. */
    void asPrinted() {
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** The page as one gets it who has the browser force its own colours. */
    void withForcedColours() {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "media",
                                "screen",
                                "features",
                                List.of(Map.of("name", "forced-colors", "value", "active"))));
    }

    /** Where the reader sits, such as {@code Asia/Kolkata}. */
    void in(String zone) {
        browser.driver()
                .executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    Object run(String script, Object... arguments) {
        return browser.run(script, arguments);
    }

    /** Whether nothing has to be scrolled to sideways. */
    boolean fits() {
        return Boolean.TRUE.equals(
                run(
                        "const page = document.documentElement;"
                                + " return page.scrollWidth <= page.clientWidth"));
    }

    void await(String css, String words) {
        browser.await(css, words);
    }

    /** What axe finds amiss on the page that is shown. */
    Object faults() throws IOException {
        return browser.faults();
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }
}
