package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.MostlyWaits;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Every kind of page in a browser: with folds shut and open, in both themes, wide and as a phone
 * shows it, nothing is amiss, unreadable or out of sight.
 */
@MostlyWaits
class EveryPageTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    /** In CI contrasts of every theme are looked at at every width; elsewhere of each once. */
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
        inEveryState("light", WIDE);
        inEveryState("dark", PHONE);
        if (IN_CI) {
            inOtherColours("dark", WIDE);
            inOtherColours("light", PHONE);
        }
        browser().look(ZOOMED, "light");
        nothingIsOutOfSight("at twice the size");
        assertEquals("", run(BLOWN_UP), "a drawing that is blown up");
    }

    private static void inEveryState(String theme, int width) throws IOException {
        String where = theme + ", " + width;
        browser().look(width, theme);
        assertEquals("", unreadable(), where);
        nothingIsOutOfSight(where);
        assertEquals("", browser().faults(), where + ", folds shut");
        unfold();
        assertEquals("", browser().faults(), where + ", folds open");
        assertEquals("", wider(), where + ", folds open");
        fold();
    }

    /** What neither the same theme nor the same width has shown yet: its contrasts. */
    private static void inOtherColours(String theme, int width) throws IOException {
        String where = theme + ", " + width;
        browser().look(width, theme);
        assertEquals("", unreadable(), where);
        nothingIsOutOfSight(where);
        unfold();
        assertEquals("", browser().tooFaint(), where + ", folds open");
        fold();
    }

    private static void nothingIsOutOfSight(String where) {
        assertEquals("", wider(), where);
        assertEquals("", crossing(), where);
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

    /** Words that lie on other words. */
    private static Object crossing() {
        return run(
                """
                const boxes = [];
                const add = (rect, clip, node) => {
                  const [left, right] = [Math.max(rect.left, clip?.left ?? 0), Math.min(rect.right, clip?.right ?? 1e9)];
                  const [top, bottom] = [Math.max(rect.top, clip?.top ?? 0), Math.min(rect.bottom, clip?.bottom ?? 1e9)];
                  if (right > left && bottom > top) boxes.push({ left, right, top, bottom, node });
                };
                const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                for (let node = words.nextNode(); node; node = words.nextNode()) {
                  const holder = node.parentElement;
                  if (!node.data.trim() || !holder.checkVisibility() || holder.closest('.unseen, option, title, thead')) continue;
                  const clip = holder.closest('.scroll, .answer, pre, textarea')?.getBoundingClientRect();
                  const range = document.createRange();
                  range.selectNodeContents(node);
                  if (holder.closest('svg')) add(holder.getBoundingClientRect(), undefined, node);
                  else for (const rect of range.getClientRects()) add(rect, clip, node);
                }
                boxes.sort((a, b) => a.top - b.top);
                const found = [];
                for (let i = 0; i < boxes.length; i++) {
                  for (let k = i + 1; k < boxes.length && boxes[k].top < boxes[i].bottom - 6; k++) {
                    const [a, b] = [boxes[i], boxes[k]];
                    if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
                        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6) {
                      found.push(a.node.data.trim().slice(0, 30) + ' and ' + b.node.data.trim().slice(0, 30));
                    }
                  }
                }
                return found.slice(0, 5).join('; ');
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
