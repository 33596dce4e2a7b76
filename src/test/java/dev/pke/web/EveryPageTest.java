package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.store.Home;
import dev.pke.web.learn.ShippedRecord;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Every kind of page in a browser: with folds shut and open, in both themes, wide and as a phone
 * shows it, nothing is amiss, unreadable or out of sight.
 */
@Aside
class EveryPageTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    /**
     * In CI both themes are looked at at both widths; elsewhere each once, folds' faults in one.
     */
    private static final boolean IN_CI = "required".equals(System.getenv("PKE_BROWSER"));

    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    /** What a screen of 1,440 pixels leaves at a zoom of 200 %. */
    private static final int ZOOMED = 720;

    private static final int MOST_TAB_STOPS = 60;
    private static final int MOST_BYTES = 300_000;

    /** What a reader without a mouse stops at. */
    private static final String STOPS =
            "return [...document.querySelectorAll('a[href], button, input, select, textarea,"
                    + " summary, [tabindex=\"0\"]')].filter(e => e.tabIndex >= 0 && !e.disabled"
                    + " && e.checkVisibility() && e.getClientRects().length > 0).length";

    private static final String BLOWN_UP =
            "return [...document.querySelectorAll('main svg.chart')]"
                    + ".filter(e => e.clientWidth > 1.45 * e.viewBox.baseVal.width)"
                    + ".map(e => e.getAttribute('class')).join(', ')";

    @TempDir private static Path folder;
    private static Home home;
    private static Server server;
    private static @Nullable Browser opened;

    @BeforeAll
    static void open() throws IOException {
        opened = Browser.open();
        opened.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
        home = Home.open(folder.resolve("home"), new TickingClock());
        new SampleRecord(home.store(), home.blobs()).writeAll(SampleRecord.demo());
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

    static List<String> pages() {
        String shipped = new ShippedRecord().bundle().runs().getFirst().key();
        return List.of(
                "/",
                "/learn",
                "/compare",
                "/compare/answers?runs=" + RUN + "&show=disagree&open=attack/test-1",
                "/runs/" + RUN,
                "/runs/" + RUN + "?pos=560",
                "/runs/" + RUN + "?kind=attack#answers",
                "/runs/" + RUN + "?from=5&to=20&smooth=0.9",
                "/runs/" + RUN + "/blocks/5",
                "/runs/" + RUN + "/neurons/5/17",
                "/runs/" + RUN + "/replays",
                "/runs/" + RUN + "/events",
                "/runs/" + shipped,
                "/diff?a=" + shipped + "@before",
                "/diff?a=" + RUN,
                "/events/5",
                "/events/20/text?part=answer",
                "/checkpoints",
                "/audit",
                "/api",
                "/nowhere");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingIsAmissInAnyState(String path) throws IOException {
        var _ = browser().complaints(); // of the page before
        go(path, WIDE, "light");
        List<String> complaints = browser().complaints();
        complaints.removeIf(line -> line.contains("status of 404"));
        assertEquals(List.of(), complaints, "it runs nothing that is not ours");
        fewStopsAndBytes(path);
        assertEquals("", Layout.HOLES.on(browser()));
        inEveryState("light", WIDE);
        if (IN_CI) {
            inEveryState("dark", PHONE);
            inOtherColours("dark", WIDE);
            inOtherColours("light", PHONE);
        } else {
            inOtherColours("dark", PHONE);
        }
        browser().look(ZOOMED, "light");
        nothingIsOutOfSight("at twice the size");
        assertEquals("", run(BLOWN_UP), "a drawing that is blown up");
    }

    private static void inEveryState(String theme, int width) throws IOException {
        String where = theme + ", " + width;
        browser().look(width, theme);
        assertEquals("", Layout.UNREADABLE.on(browser()), where);
        nothingIsOutOfSight(where);
        assertEquals("", browser().faultsOfFolds(), where + ", folds shut");
        unfold();
        assertEquals("", browser().faults(), where + ", folds open");
        assertEquals("", Layout.WIDER.on(browser()), where + ", folds open");
        fold();
    }

    /** What neither the same theme nor the same width has shown yet: its contrasts. */
    private static void inOtherColours(String theme, int width) throws IOException {
        String where = theme + ", " + width;
        browser().look(width, theme);
        assertEquals("", Layout.UNREADABLE.on(browser()), where);
        nothingIsOutOfSight(where);
        unfold();
        assertEquals("", browser().tooFaint(), where + ", folds open");
        fold();
    }

    private static void nothingIsOutOfSight(String where) {
        assertEquals("", Layout.WIDER.on(browser()), where);
        assertEquals("", Layout.CROSSING.on(browser()), where);
        assertEquals("", Layout.FLUSH.on(browser()), where);
    }

    private static void fewStopsAndBytes(String path) {
        long stops = (long) run(STOPS);
        boolean listed = path.equals("/api") || path.contains("/events"); // a list is its links
        assertTrue(listed || stops <= MOST_TAB_STOPS, stops + " tab stops");
        long bytes = (long) run("return document.documentElement.outerHTML.length");
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    }

    @Test
    void everyPageOfTheHeaderIsAmongThem() {
        go("/", WIDE, "light");
        @SuppressWarnings("unchecked")
        var linked =
                (List<String>)
                        run(
                                "return [...document.querySelectorAll('header nav a')]"
                                        + ".map(link => link.getAttribute('href'))");
        assertTrue(linked.size() >= 4 && pages().containsAll(linked), "" + linked);
    }

    @Test
    void theKeysAreListedAndAChartIsGoneThroughByArrows() {
        go("/runs/" + RUN, WIDE, "light");
        run("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '?', bubbles: true}))");
        assertEquals(true, run("return document.querySelector('#keys').matches(':popover-open')"));
        run("document.querySelector('#keys').hidePopover()");
        run("document.querySelector('#neurons svg.wide').focus()");
        key("ArrowRight");
        assertEquals("block 0", focused().substring(0, 7));
        key("ArrowDown");
        assertEquals("block 1", focused().substring(0, 7));
        key("End");
        assertEquals("block 5", focused().substring(0, 7));
        key("Escape");
        assertEquals("svg", run("return document.activeElement.tagName"));
    }

    @Test
    void whereNothingIsRecordedThereIsRoomAroundTheWordsToo() {
        var store = new InMemoryEventStore(new TickingClock());
        var settings = ServerSettings.local(0);
        try (Server empty = Server.start(settings, store, new InMemoryBlobs(), Commands.none())) {
            browser().look(WIDE, "light");
            browser().driver().get(empty.address());
            assertEquals("", Layout.FLUSH.on(browser()));
            assertEquals("", Layout.HOLES.on(browser()));
        }
    }

    @Test
    void oneTypefaceIsShownWhateverTheMachineHas() {
        go("/runs/" + RUN, WIDE, "light");
        assertEquals(
                "Inter, Source Code Pro",
                run(
                        "return [...document.fonts].filter(f => f.status === 'loaded')"
                                + ".map(f => f.family.replaceAll('\"', '')).sort().join(', ')"));
    }

    private static String focused() {
        return ""
                + run(
                        "return document.activeElement.querySelector('title')?.textContent"
                                + " ?? document.activeElement.getAttribute('aria-label') ?? ''");
    }

    private static void key(String key) {
        run(
                "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {key: arguments[0], bubbles: true, cancelable: true}))",
                key);
    }

    private static void go(String path, int width, String theme) {
        browser().look(width, theme);
        browser().driver().get(server.address() + path.substring(1));
        browser().driver().executeAsyncScript("document.fonts.ready.then(() => arguments[0](''))");
    }

    private static void unfold() {
        run(
                "window.shut = [...document.querySelectorAll('details:not([open])')];"
                        + " window.shut.forEach(each => { each.open = true; })");
    }

    private static void fold() {
        run("window.shut.forEach(each => { each.open = false; })");
    }

    private static Object run(String script, Object... arguments) {
        return browser().run(script, arguments);
    }

    private static Browser browser() {
        return Objects.requireNonNull(opened);
    }
}
