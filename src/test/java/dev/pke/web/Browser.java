package dev.pke.web;

import dev.pke.Lacking;

import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A headless Chromium with a profile of its own. Where none is installed the test is left out in
 * one loud line; {@code PKE_BROWSER=required} makes that a failure.
 */
final class Browser implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /** Held, or its level would be forgotten: it warns of every browser newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    static Browser open() throws IOException {
        Optional<Path> program =
                PROGRAMS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        Path service = Path.of("/usr/bin/chromedriver");
        if (program.isEmpty() || !Files.isExecutable(service)) {
            String line =
                    "NO BROWSER, BROWSER TESTS LEFT OUT: apt-get install chromium chromium-driver";
            Lacking.say("PKE_BROWSER", line);
        }
        SELENIUM.setLevel(Level.SEVERE);
        Path profile = Files.createTempDirectory("pke-browser");
        var options = new ChromeOptions();
        options.setBinary(program.orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        var chromedriver =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(service.toFile())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(chromedriver, options), profile);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Makes the window so wide and sets the theme a reader prefers. */
    void look(int width, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    Object run(String script, Object... arguments) {
        return Objects.requireNonNullElse(
                ((JavascriptExecutor) driver).executeScript(script, arguments), "");
    }

    /** Waits until the first element that a selector finds says some words. */
    void await(String css, String words) {
        driver.executeAsyncScript(
                "const [css, words, done] = arguments; const look = () => {"
                        + " const found = document.querySelector(css);"
                        + " const text = found?.innerText.replace(/\\u00a0/g, ' ') ?? '';"
                        + " if (text.includes(words)) done(''); else setTimeout(look, 30);"
                        + " }; look();",
                css,
                words);
    }

    /** What axe finds amiss on the page that is shown; empty where nothing is. */
    Object faults() throws IOException {
        return axe("document", "");
    }

    /**
     * What it finds amiss in folds while they are shut and in the order of headings that are left:
     * all else is shown as well while they are open, and is asked about then.
     */
    Object faultsOfFolds() throws IOException {
        String order = "" + axe("document", ", runOnly: ['heading-order']");
        boolean some = run("return !!document.querySelector('details:not([open])')").equals(true);
        return some ? order + axe("{include: [['details:not([open])']]}", "") : order;
    }

    /** The words on the page that is shown which axe finds too faint. */
    Object tooFaint() throws IOException {
        return axe("document", ", runOnly: ['color-contrast']");
    }

    /** Axe comes once into a page, reads no style sheet again and lists nothing but faults. */
    private Object axe(String where, String options) throws IOException {
        if (run("return window.axe === undefined").equals(true)) {
            try (var axe = Browser.class.getResourceAsStream("/axe/axe.min.js")) {
                run(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return Objects.requireNonNullElse(
                driver.executeAsyncScript(
                        "const done = arguments[arguments.length - 1];"
                                + "axe.run("
                                + where
                                + ", {resultTypes: ['violations'], preload: false"
                                + options
                                + "}).then(found => done(found.violations"
                                + ".map(each => each.id + ': ' + each.nodes"
                                + ".map(node => node.target).slice(0, 4).join(' '))"
                                + ".join('\\n')));"),
                "");
    }

    /** What the page's console says since it was last asked: refused scripts among it. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
