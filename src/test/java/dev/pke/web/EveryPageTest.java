package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Every kind of page in a browser: with folds shut and open, in both themes, wide and as a phone
 * shows it, nothing is amiss, unreadable or out of sight.
 */
class EveryPageTest {
    private static final String RUN = "20261120-170504-pke-ab04";
    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    /** What a screen of 1,440 pixels leaves at a zoom of 200 %. */
    private static final int ZOOMED = 720;

    private static final int MOST_TAB_STOPS = 60;
    private static final int MOST_BYTES = 300_000;

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
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(WIDE, PHONE)) {
                go(path, width, theme);
                String where = path + ", " + theme + ", " + width;
                if (theme.equals("light") == (width == WIDE)) { // shut, each theme and width once
                    assertEquals("", faults(), where + ", folds shut");
                }
                assertEquals("", unreadable(), where);
                unfold();
                assertEquals("", faults(), where + ", folds open");
                assertEquals("", wider(), where + ", folds open");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void atTwiceTheSizeNothingIsOutOfSight(String path) {
        go(path, ZOOMED, "light");
        assertEquals("", wider());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsLightAndWalkedThroughInFewStops(String path) {
        go(path, WIDE, "light");
        long stops =
                (long)
                        run(
                                "return [...document.querySelectorAll('a[href], button, input,"
                                        + " select, textarea, summary, [tabindex=\"0\"]')].filter(e =>"
                                        + " e.tabIndex >= 0 && !e.disabled && e.checkVisibility()"
                                        + " && e.getClientRects().length > 0).length");
        boolean listed = path.equals("/api") || path.contains("/events"); // a list is its links
        assertTrue(listed || stops <= MOST_TAB_STOPS, stops + " tab stops");
        long bytes = (long) run("return document.documentElement.outerHTML.length");
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
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
        run("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    }

    /** What axe finds. */
    private static Object faults() throws IOException {
        try (var in = EveryPageTest.class.getResourceAsStream("/axe/axe.min.js")) {
            run(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
        return Objects.requireNonNullElse(
                browser()
                        .driver()
                        .executeAsyncScript(
                                "const done = arguments[arguments.length - 1];"
                                        + "axe.run(document).then(found => done(found.violations"
                                        + ".map(each => each.id + ': ' + each.nodes"
                                        + ".map(node => node.target).slice(0, 4).join(' '))"
                                        + ".join('\\n')));"),
                "");
    }

    /** What sticks out of the window, with no region of its own to scroll it in. */
    private static Object wider() {
        return run(
                """
                const page = document.documentElement;
                if (page.scrollWidth <= page.clientWidth) return '';
                return [...document.querySelectorAll('main *')]
                  .filter(e => e.getBoundingClientRect().right > page.clientWidth + 1)
                  .filter(e => !e.closest('.scroll, svg, pre'))
                  .slice(0, 4).map(e => e.tagName + '.' + e.className).join(' ') || 'too wide';
                """);
    }

    /** Words in drawings too faint to read, which axe does not look at: less than 4.5 to 1. */
    private static Object unreadable() {
        return run(
                """
                const canvas = document.createElement('canvas').getContext('2d');
                const rgb = (colour) => {
                  canvas.fillStyle = '#000'; canvas.fillStyle = colour;
                  canvas.fillRect(0, 0, 1, 1);
                  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
                };
                const light = (colour) => rgb(colour).map(c => c / 255)
                  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
                const behind = (e) => {
                  for (let at = e; at; at = at.parentElement) {
                    const ground = getComputedStyle(at).backgroundColor;
                    if (ground !== 'rgba(0, 0, 0, 0)') return ground;
                  }
                  return '#fff';
                };
                return [...document.querySelectorAll('main svg text')]
                  .filter(e => e.getClientRects().length)
                  .map(e => {
                    const [a, b] = [light(getComputedStyle(e).fill), light(behind(e))]
                      .sort((x, y) => y - x);
                    return [e.textContent + ' ' + e.getAttribute('class'), (a + 0.05) / (b + 0.05)];
                  })
                  .filter(([, ratio]) => ratio < 4.5).slice(0, 5)
                  .map(([text, ratio]) => text + ' ' + ratio.toFixed(2)).join(', ');
                """);
    }

    private static Object run(String script, Object... arguments) {
        return browser().run(script, arguments);
    }

    private static Browser browser() {
        return Objects.requireNonNull(opened);
    }
}
