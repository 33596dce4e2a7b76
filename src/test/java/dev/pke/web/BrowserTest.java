package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.audit.BundleWriter;
import dev.pke.audit.Imports;
import dev.pke.audit.Verify;
import dev.pke.run.RemarkWriter;
import dev.pke.run.word.Phase;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The pages as a browser shows them. */
@Aside
class BrowserTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    /** No speed is assumed: what does not come in this time does not come. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir static Path folder;
    private static Home home;
    private static SampleRecord record;
    private static Server server;
    private static @Nullable Browser opened;

    @BeforeAll
    static void open() throws IOException {
        opened = Browser.open();
        opened.driver().manage().timeouts().scriptTimeout(PATIENCE);
        home = Home.open(folder.resolve("home"), new TickingClock());
        record = new SampleRecord(home.store(), home.blobs()).writeAll(SampleRecord.demo());
        server = Server.start(ServerSettings.local(0), home, Commands.none());
    }

    @AfterAll
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
            server.close();
            home.close();
        }
    }

    @Test
    void theThreePagesShowTheNumbersOfTheRecord() {
        browser().look(1280, "light");
        go("/");
        assertTrue(text("h1").startsWith("8 runs on 1 model."), text("h1"));
        assertTrue(text("#runs").contains("44,032"));
        click("#runs tbody:nth-of-type(6) .name a");
        assertTrue(text("h1").startsWith("PKE moves 768 parameters and lowers attack success"));
        assertTrue(shown("#neurons svg") && shown("#losses svg") && shown("#categories svg"));
        go("/compare");
        assertTrue(text("h1").contains("768") && text("h1").contains("44,032"), text("h1"));
        assertEquals(8, all("#tradeoff svg.wide .mark").size());
        assertTrue(text("#table").contains("0 % 0–7"));
    }

    @Test
    void aPhoneShowsOneColumnWithThePictureFirst() {
        browser().look(390, "light");
        go("/compare");
        assertEquals(
                true,
                browser()
                        .run(
                                "const page = document.documentElement;"
                                        + " return page.scrollWidth <= page.clientWidth"));
        assertTrue(shown("#tradeoff svg.narrow"));
        assertFalse(shown("#tradeoff svg.wide"));
        long picture = top("#tradeoff");
        assertTrue(picture < top("#table") && top("#table") < top("#categories"));
    }

    @Test
    void unsafeAnswersStayCoveredUntilClicked() {
        go("/runs/" + RUN + "?kind=attack");
        assertFalse(text("#answers").contains("sure , here is"));
        click("#answers .cover summary");
        assertTrue(text("#answers").contains("sure , here is"));
    }

    @Test
    void anUncoveredAnswerCanBeCoveredAgain() throws IOException {
        go("/runs/" + RUN + "?kind=attack");
        click("#answers .cover summary");
        assertEquals("cover it again", text("#answers .cover[open] summary"));
        assertEquals("", browser().faults());
        click("#answers .cover summary");
        assertFalse(text("#answers").contains("sure , here is"));
    }

    @Test
    void theScrubberIsDraggedByTheMouseAndLandsWhereItIsDropped() {
        go("/runs/" + RUN);
        WebElement slider = browser().driver().findElement(By.cssSelector("#replay input"));
        browser().run("document.querySelector('#replay input').mine = true");
        int wide = slider.getSize().getWidth();
        var mouse = new Actions(browser().driver());
        mouse.moveToElement(slider, wide / 2 - 8, 0).clickAndHold();
        for (int i = 0; i < 8; i++) { // slowly enough for the page to answer on the way
            mouse.moveByOffset(-wide / 16, 0).pause(Duration.ofMillis(60));
        }
        mouse.release().perform();
        await("#then", "The run as it was");
        assertEquals(true, browser().run("return document.querySelector('#replay input').mine"));
        await("#replay .where", " of ");
        long unit = (long) browser().run("return +document.querySelector('#replay input').value");
        assertEquals(500.0, (double) unit, 50.0, "dropped in the middle of the track");
        // whatever was asked for last is what is shown: the event where the slider stands
        browser()
                .driver()
                .executeAsyncScript(
                        """
                        const [done] = arguments;
                        const { track } = document.querySelector('#replay').dataset;
                        const knots = track.split(',').map(knot => knot.split(':').map(Number));
                        const look = () => {
                          const at = Number(document.querySelector('#replay input').value);
                          const i = knots.findIndex(knot => at <= knot[0]);
                          const [[x, from], [y, to]] = [knots[i - 1], knots[i]];
                          const event = from + (to - from) * (at - x) / (y - x) + 1;
                          const shown = document.querySelector('#replay').dataset.index;
                          if (Math.abs(event - shown) <= 1) done(''); else setTimeout(look, 30);
                        };
                        look();
                        """);
    }

    @Test
    void playedByStageTheEditIsAsLongAsAnyOther() {
        go("/runs/" + RUN);
        press(Keys.HOME);
        await("#replay .where", "1 of ");
        browser().run("document.querySelector('[data-by]').value = 'stage'");
        browser().run("document.querySelector('[data-speed]').value = '16'");
        press(" ");
        await("h1", "lowers attack success");
        await("#replay .where", "run finished");
        assertTrue(shown("#arriving svg"));
    }

    @Test
    void theKeysReplayARunAndTheAddressFollows() {
        go("/runs/" + RUN);
        press(Keys.HOME);
        await("h1", "nothing measured yet");
        assertTrue(browser().driver().getCurrentUrl().contains("?pos="));
        assertFalse(text("#stages").contains("at work"));
        press(Keys.ARROW_RIGHT);
        await("#replay .where", "2 of");
        press(Keys.ARROW_LEFT);
        await("#replay .where", "1 of");
        press(Keys.END);
        await("h1", "lowers attack success");
        assertFalse(browser().driver().getCurrentUrl().contains("pos="));
    }

    @Test
    void aRunAtWorkShowsWhatIsNewWithoutAReload() {
        String id = "20261120-190000-pke-live";
        var writing = record.begin(new SampleRecord.Arm(id, "pke", 3, 0));
        go("/runs/" + id);
        assertEquals("PKE on specimen/plain: nothing measured yet.", text("h1"));
        browser().run("window.here = true");
        assertEquals(
                "yes", browser().run("return document.querySelector('.content').dataset.live"));
        click("#say summary");
        WebElement note = browser().driver().findElement(By.cssSelector("#say textarea"));
        note.sendKeys("half a ");
        writing.evaluate(Phase.BEFORE);
        await("h1", "of the attacks succeed");
        note.sendKeys("thought"); // typed on: focus and text outlive the panels that appear
        assertEquals("half a thought", note.getDomProperty("value"));
        writing.locate().edit().evaluate(Phase.AFTER).save();
        await("h1", "PKE moves 384 parameters");
        assertEquals(true, browser().run("return window.here"));
        assertEquals(
                true, browser().run("return !document.querySelector('#replay input').disabled"));
    }

    @Test
    void anImportWhileOneLooksAppearsAndSaysThatItIsNotOurs() throws IOException {
        try (Home ours = Home.open(folder.resolve("third"), new TickingClock());
                Server serving = Server.start(ServerSettings.local(0), ours, Commands.none())) {
            browser().driver().get(serving.address());
            assertEquals("Nothing is recorded yet.", text("h1"));
            importRun(ours, "theirs-1");
            await("h1", "No runs of our own, 1 imported.");
            assertTrue(text("tbody .pill").startsWith("from pke/"));
            click("tbody .name a");
            assertTrue(text("#elsewhere").startsWith("Recorded elsewhere, in the log pke/"));
            press(Keys.HOME);
            await("#then", "The run as it was");
            assertTrue(shown("#elsewhere"));
            for (String page : List.of("", "/events", "/events/4")) {
                browser().look(page.isEmpty() ? 390 : 1280, page.isEmpty() ? "dark" : "light");
                browser().driver().get(serving.address() + "runs/theirs-1@1" + page);
                assertEquals("", browser().faults());
            }
        }
    }

    @Test
    void aPlanIsRunAndItsRunCancelledFromThePages() throws IOException {
        var orders = new PlanFormsTest.Orders();
        orders.all.put("new-1", new Commands.Order(Commands.Order.State.WAITING, ""));
        try (Server serving = Server.start(ServerSettings.local(0), home, orders)) {
            browser().look(390, "dark");
            browser().driver().get(serving.address());
            click("#write-plan summary");
            assertEquals("", browser().faults());
            click("#start option[value='plain/pke-6']");
            click("#start button");
            await("h1", "This run waits for its turn.");
            assertEquals("", browser().faults());
            click("#cancel button");
            await("h1", "This run will not begin.");
            assertEquals(List.of("named plain/pke-6", "cancel new-1"), orders.asked);
            record.begin(new SampleRecord.Arm("new-1", "pke", 3, 0)).evaluate(Phase.BEFORE);
            await("h1", "of the attacks succeed");
            press(Keys.HOME); // the scrubber that has just appeared works at once
            await("#then", "The run as it was");
        }
    }

    @Test
    void whoeverReadsARunMaySaySomethingAboutIt() throws IOException {
        String id = "20261120-200000-pke-said";
        record.writeAll(List.of(new SampleRecord.Arm(id, "pke", 3, 0)));
        go("/runs/" + id);
        click("#say summary");
        browser().driver().findElement(By.cssSelector("#say textarea")).sendKeys("half a thought");
        new RemarkWriter(home.store()).tag("tag-1", id, "Zoë", "kept");
        await("#remarks", "tagged it kept");
        browser()
                .driver()
                .findElement(By.cssSelector("#say textarea"))
                .sendKeys(", and the other half");
        click("#say button");
        await("#remarks", "half a thought, and the other half");
        assertTrue(browser().driver().getCurrentUrl().endsWith("#remarks"));
        assertEquals("", browser().faults());
        go("/?tag=kept");
        assertTrue(
                text("h1").startsWith("1 of ") && text("h1").endsWith(": tag is kept."),
                text("h1"));
        assertEquals("", browser().faults());
    }

    @Test
    void theListIsMovedThroughByKeysAndOneRowIsATabStop() {
        browser().look(1280, "light");
        go("/");
        press("j");
        press("j");
        press("x");
        await("#count", "1 chosen");
        assertEquals(1L, browser().run("return document.querySelectorAll('#runs tr.at').length"));
        long stops =
                (long)
                        browser()
                                .run(
                                        "return [...document.querySelectorAll('a[href], button,"
                                                + " input, select, textarea, summary,"
                                                + " [tabindex=\"0\"]')].filter(e => e.tabIndex"
                                                + " >= 0).length");
        assertTrue(stops <= 60, stops + " tab stops");
        click("#chosen button");
        await("h1", "moves");
        assertTrue(browser().driver().getCurrentUrl().contains("/compare?runs="));
    }

    @Test
    void aPhoneShowsRunsAsCardsWithNothingOutOfSight() throws IOException {
        browser().look(390, "light");
        go("/");
        assertEquals(
                true,
                browser()
                        .run(
                                "const wide = document.querySelector('#runs .scroll');"
                                        + " return wide.scrollWidth <= wide.clientWidth"));
        assertTrue(text("#runs tr[data-row]").endsWith("finished"), "its state is seen");
        go("/?q=asr%3C");
        assertEquals("", browser().faults());
    }

    /** Imports a run that another record holds. */
    private static void importRun(Home into, String run) {
        Path bundle = folder.resolve(run + ".pke");
        try (Home theirs = Home.open(folder.resolve(run), new TickingClock())) {
            new SampleRecord(theirs.store(), theirs.blobs())
                    .writeAll(List.of(new SampleRecord.Arm(run, "pke", 6, 0)));
            new BundleWriter(theirs.store(), theirs.blobs())
                    .write(List.of(run), null, null, bundle);
        }
        new Imports(into.store(), into.blobs()).take(bundle, new Verify(null, null, 1));
    }

    private static Browser browser() {
        return Objects.requireNonNull(opened);
    }

    private static void go(String path) {
        browser().driver().get(server.address() + path.substring(1));
    }

    private static String text(String css) {
        return browser().driver().findElement(By.cssSelector(css)).getText().replace('\u00a0', ' ');
    }

    private static List<WebElement> all(String css) {
        return browser().driver().findElements(By.cssSelector(css));
    }

    private static boolean shown(String css) {
        return all(css).stream().anyMatch(WebElement::isDisplayed);
    }

    private static long top(String css) {
        Object top =
                browser()
                        .run(
                                "return Math.round(document.querySelector(arguments[0])"
                                        + ".getBoundingClientRect().top + scrollY)",
                                css);
        return ((Number) top).longValue();
    }

    private static void click(String css) {
        browser().driver().findElement(By.cssSelector(css)).click();
    }

    private static void press(String key) {
        browser().driver().findElement(By.tagName("body")).sendKeys(key);
    }

    private static void press(Keys key) {
        browser().driver().findElement(By.tagName("body")).sendKeys(key);
    }

    private static void await(String css, String words) {
        browser().await(css, words);
    }
}
