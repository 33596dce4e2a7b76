package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.bench.WideRun;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;
import dev.pke.web.Commands.Again;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pages as readers use them: doing a run again, printing, by other eyes and in other places. */
@Aside
class PagesInBrowserTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    @TempDir static Path folder;
    private static final PlanFormsTest.Orders ORDERS = new PlanFormsTest.Orders();
    private static Home home;
    private static Server server;
    private static @Nullable Looking opened;

    @BeforeAll
    static void open() throws IOException {
        opened = new Looking();
        home = Home.open(folder.resolve("home"), new TickingClock());
        new SampleRecord(home.store(), home.blobs()).writeAll(SampleRecord.demo());
        server = Server.start(ServerSettings.local(0), home, ORDERS);
        opened.at(server);
    }

    @AfterAll
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
            server.close();
            home.close();
        }
    }

    @BeforeEach
    void look() {
        reader().browser.look(1280, "light");
    }

    /** Words of drawings for a wide screen, which paper would show at less than 8 pixels. */
    private static final String UNREADABLE =
            "return [...document.querySelectorAll('main svg.chart text')].filter(e =>"
                    + " e.getClientRects().length && e.ownerSVGElement.clientWidth"
                    + " < 0.6 * e.ownerSVGElement.viewBox.baseVal.width)"
                    + ".map(e => e.textContent).slice(0, 3).join(' ')";

    private static final String FOLDED =
            "return [...document.querySelectorAll('main details:not(.cover, .as-table) td')]"
                    + ".filter(e => !e.getClientRects().length && !e.closest('.cover, form'))"
                    + ".map(e => e.textContent).slice(0, 3).join(' ')";

    @Test
    void aRunIsDoneAgainByAButtonAndItsVerdictArrivesWithoutAReload() throws IOException {
        String run = "20261120-170503-pke-ab03";
        reader().go("/runs/" + run + "/replays");
        assertEquals("This run was not done again yet.", reader().text("h1"));
        ORDERS.again.put(run, Again.waiting());
        reader().click("#do-again button");
        assertEquals("runs/" + run + "/replays", reader().here());
        reader().await("#doing", "waits for its turn");
        assertEquals("", reader().faults());
        ORDERS.again.put(run, Again.atWork(41, 191, "edit"));
        reader().await("#doing", "41 of 191 events equal so far");
        assertTrue(ORDERS.asked.contains("replay " + run));
        assertEquals("41", reader().one("#doing progress").getDomProperty("value"));
        assertEquals("", reader().faults());
        reader().go("/runs/" + run);
        reader().await("#doing", "41 of 191");
        ORDERS.again.remove(run);
        judge(run, ReplayVerdict.FAIL);
        reader().await("h1", "but a replay differs from event 9 on");
        assertFalse(reader().shown("#doing"));
        reader().asPrinted();
        assertTrue(reader().shown("h1") && reader().shown("#verdict"), "on paper as well");
        reader().browser.look(1280, "light");
        reader().go("/runs/" + run + "/replays");
        assertEquals("This run was done again once: 1 came out otherwise.", reader().text("h1"));
    }

    @Test
    void theListTheRunAndWhatItChangedPrintWholeAndWithoutForms() {
        for (String path : List.of("/", "/runs/" + RUN, "/diff?a=" + RUN, "/compare")) {
            reader().browser.look(760, "dark"); // about the width of A4 between its margins
            reader().go(path);
            reader().asPrinted();
            assertTrue(reader().fits(), path + " is cut at its side");
            for (String left : List.of("form button", "textarea", "input", ".top nav", ".skip")) {
                assertFalse(reader().shown(left), path + " prints " + left);
            }
            assertEquals(
                    "rgb(251, 250, 247)",
                    reader().run(
                                    "return getComputedStyle("
                                            + "document.documentElement).backgroundColor"),
                    "dark prints light");
            assertEquals(
                    "",
                    reader().run(
                                    "return [...document.querySelectorAll('.scroll')].filter(each =>"
                                            + " each.scrollWidth > each.clientWidth + 1).map(each =>"
                                            + " each.ariaLabel).join(', ')"),
                    path + " cuts a table");
            assertEquals("", reader().run(UNREADABLE), path + " prints too small");
            assertEquals("", reader().run(FOLDED), path + " leaves out what is folded");
        }
        reader().go("/");
        reader().asPrinted();
        assertEquals(
                8,
                reader().all("#runs tr[data-row] td.name a").stream()
                        .filter(each -> each.isDisplayed())
                        .count());
        reader().go("/diff?a=" + RUN);
        reader().asPrinted();
        String printed =
                String.valueOf(
                        reader().run(
                                        "return getComputedStyle(document.querySelector("
                                                + "'#proof code.copy[title]'), '::after').content"));
        assertEquals(64, printed.replace("\"", "").length(), "a digest prints whole: " + printed);
    }

    @Test
    void anIntervalIsNotBrokenOverTwoLines() {
        reader().go("/runs/" + RUN);
        assertEquals(
                "1 line",
                reader().run(
                                """
                                const head = document.querySelector('h1');
                                head.style.cssText = 'width: 1px; overflow-wrap: normal';
                                const text = head.firstChild;
                                const words = document.createRange();
                                words.setStart(text, text.data.indexOf('('));
                                words.setEnd(text, text.data.indexOf(')') + 1);
                                const tops = [...words.getClientRects()].map(r => r.top);
                                return new Set(tops).size + ' line';
                                """));
    }

    @Test
    void playedByStepTheChartOfAttackSuccessRunsUpAsAnswersArrive() {
        reader().go("/runs/" + RUN);
        reader().press(Keys.HOME);
        reader().await("#replay .where", "1 of ");
        reader().run(
                        "window.seen = []; document.addEventListener('pke:shown', () => {"
                                + " const line = document.querySelector('#arriving svg .curve');"
                                + " if (line) window.seen.push(line.getAttribute('d').length) });"
                                + " document.querySelector('[data-by]').value = 'step';"
                                + " document.querySelector('[data-speed]').value = '16';");
        reader().press(" ");
        reader().await("#replay .where", "run finished");
        @SuppressWarnings("unchecked")
        List<Long> seen = (List<Long>) reader().run("return window.seen");
        long longer = seen.stream().distinct().count();
        // of thirteen stops within the evaluation a busy machine may pass some over
        assertTrue(longer >= 6, "lengths of the line: " + seen);
        assertEquals(
                List.of("0.5×", "1×", "2×", "4×", "8×", "16×"),
                reader().all("[data-speed] option").stream().map(each -> each.getText()).toList());
        assertEquals(3, reader().all("[data-by] option").size());
    }

    @Test
    void timesAreTheReadersWithTheRecordedOneUnderThePointer() {
        reader().in("Asia/Kolkata");
        reader().go("/");
        String begun = "#runs tr[data-row] td[data-label=begun] time";
        String at = String.valueOf(reader().one(begun).getDomAttribute("datetime"));
        Instant exact = Instant.parse(at);
        String there = exact.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).toString();
        assertEquals(there.substring(5, 16).replace('T', ' '), reader().text(begun));
        assertEquals(at.replace("Z", " UTC"), reader().one(begun).getDomAttribute("title"));
        reader().go("/audit");
        assertTrue(reader().text("time").endsWith(" GMT+5:30"), reader().text("time"));
        reader().in("UTC");
        reader().go("/audit");
        assertTrue(reader().text("time").endsWith(" UTC"), reader().text("time"));
    }

    @Test
    void theQueryBoxCompletesTheClauseThatIsTyped() {
        reader().go("/");
        reader().one("#ask input[name=q]").sendKeys("asr<5% and meth");
        List<String> options =
                reader().all("#hints option").stream()
                        .map(each -> String.valueOf(each.getDomProperty("value")))
                        .toList();
        assertTrue(options.contains("asr<5% and method=pke"), "" + options);
    }

    @Test
    void whatColourTellsIsToldWithoutItToo() {
        reader().go("/runs/" + RUN);
        String before = fill("#categories .hue-none .fill");
        String after = fill("#categories .hue-pke .fill");
        // as grey: an outline and a full bar
        assertTrue(Math.abs(grey(before) - grey(after)) > 60, before + " and " + after);
        reader().withForcedColours();
        reader().go("/");
        assertTrue(
                grey(style(".top nav a[aria-current]", "borderBottomColor"))
                        != grey(style(".top nav a:not([aria-current])", "backgroundColor")),
                "the current tab is marked");
        assertEquals(
                3L,
                reader().run(
                                "return new Set([...document.querySelectorAll('#runs .swatch')]"
                                        + ".map(e => getComputedStyle(e).backgroundColor)).size"),
                "hues are kept apart");
    }

    private static String fill(String css) {
        return style(css, "fill");
    }

    private static String style(String css, String name) {
        return String.valueOf(
                reader().run(
                                "return getComputedStyle(document.querySelector(arguments[0]))"
                                        + "[arguments[1]]",
                                css,
                                name));
    }

    /** The grey of a colour, 0 to 255. */
    private static double grey(String colour) {
        List<Double> parts =
                Pattern.compile("[0-9.]+")
                        .matcher(colour.replaceFirst("^color\\(srgb", ""))
                        .results()
                        .map(part -> Double.parseDouble(part.group()))
                        .toList();
        double scale = colour.startsWith("color(") ? 255 : 1;
        return scale * (0.2126 * parts.get(0) + 0.7152 * parts.get(1) + 0.0722 * parts.get(2));
    }

    /** The auditor's two questions: which parameters, and what proves that no other moved. */
    @Test
    void inTheShapeOfA7bModelBothAnswersAreOneClickAway() {
        WideRun.record(home.store(), home.blobs(), "wide-1");
        reader().go("/runs/wide-1");
        reader().click("#what-changed a");
        assertTrue(
                reader().text("h1")
                        .startsWith(
                                "1,441,792 of 6,738,415,616 parameters differ, in 32 of 291 tensors; the"
                                        + " other 259 are equal to the bit"),
                reader().text("h1"));
        assertTrue(reader().shown("#proof") && reader().text("#lead").contains("proved"));
        assertTrue(reader().all("[id^=tensor-] a[href^='/runs/wide-1/neurons/']").size() > 10);
        long size =
                (long) reader().run("return new Blob([document.documentElement.outerHTML]).size");
        assertTrue(size < 300_000, size + " bytes");
        double painted =
                ((Number)
                                reader().run(
                                                "return performance.getEntriesByName("
                                                        + "'first-contentful-paint')[0].startTime"))
                        .doubleValue();
        System.out.printf("first paint of the diff in a 7B shape: %.0f ms%n", painted);
        reader().click("[id^=tensor-] a[href^='/runs/wide-1/neurons/']");
        assertTrue(reader().text("h1").contains(": 4,096 parameters moved"), reader().text("h1"));
    }

    @Test
    void withoutScriptNothingStandsThatOnlyAScriptCouldDo() {
        var cdp = reader().browser.driver();
        cdp.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            reader().go("/runs/" + RUN);
            assertFalse(reader().shown("#replay .play"));
            assertFalse(reader().shown("#replay .speed"));
            assertTrue(reader().shown("#replay a[data-go=previous]"));
            reader().click("#replay a[data-go=previous]");
            assertTrue(reader().here().contains("?pos="));
            reader().go("/?q=asr%3C5%25");
            assertTrue(reader().text("h1").contains(" of "), reader().text("h1"));
        } finally {
            cdp.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void onAPhoneEveryRunsStateIsSeen() {
        reader().browser.look(390, "light");
        reader().go("/");
        assertEquals(
                reader().all("#runs tr[data-row]").size(),
                reader().all("#runs tr[data-row] td[data-label=state]").stream()
                        .filter(each -> each.isDisplayed())
                        .count());
    }

    private static void judge(String run, ReplayVerdict verdict) {
        var parted = new Replayed.Divergence(9, "prompt-answered.v1", "/answer", "\"a\"", "\"b\"");
        var replayed =
                new Replayed(
                        run,
                        verdict,
                        8,
                        0,
                        Optional.of(parted),
                        "it differs",
                        new Code("0".repeat(40), false),
                        new Machine("3".repeat(64), Map.of()));
        NewEvent event = RunEventCodec.encode("judged-" + run, replayed);
        home.store().append(Streams.review(run), ExpectedVersion.any(), List.of(event));
    }

    private static Looking reader() {
        return Objects.requireNonNull(opened);
    }
}
