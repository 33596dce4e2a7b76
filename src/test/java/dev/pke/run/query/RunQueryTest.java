package dev.pke.run.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class RunQueryTest {
    private static final Line PKE = line("a", "pke", 0.02, Status.FINISHED, "review");
    private static final Line DINM = line("b", "dinm", 0.10, Status.FINISHED, "");
    private static final Line FAILED = line("c", "pke", null, Status.FAILED, "");
    private static final Line LOST = new Line("d", FAILED.run(), "lost", "pke/1f2e");
    private static final List<Line> ALL = List.of(PKE, DINM, FAILED, LOST);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| a b c d",
                "method=pke| a c d",
                "method:PKE| a c d",
                "method!=pke| b",
                "asr<5%| a",
                "asr<0.05| a",
                "asr>=2% and asr<=10%| a b",
                "not asr<5%| b c d",
                "method=pke and asr<0.05 or tag:review| a",
                "method=dinm or method=pke and asr<5%| a b",
                "(method=dinm or method=pke) asr<5%| a",
                "tag:review| a",
                "status=lost| d",
                "from=ours| a b c",
                "replay=pass| a b",
                "replay=none| ''",
                "plan=demo/p*| a c d",
                "plan=*m*n*| b",
                "plan~dinm| b",
                "Demo/DINM| b",
                "\"no such run\"| ''",
                "params>=768| a b c d",
                "genuine-refusal>50%| ''",
                "started>=2026-11-20 started<2026-11-21| a b c d",
                "started<2026-11-20| ''",
                "started=\"2026-11-20T17:05:04.000Z\"| a b c d",
                "seed=7| a b c d",
                "before>60%| a b c d"
            })
    void aQueryFindsTheRunsThatFit(String query, String found) {
        assertEquals(found, found(query));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asr<| 4| a value must follow <",
                "method=pke and| 14| a field, a word or a bracket must stand here",
                "metod=pke| 0| no field is named metod; did you mean method?",
                "(asr<5% or tag:x| 0| this bracket is never closed",
                "asr<5%)| 6| nothing is open that this bracket could close",
                "tag:\"x| 4| this quotation mark is never closed",
                "asr<low| 4| 'asr is a number, such as 0.05 or 5%, not low'",
                "params<5%| 7| params is no share: leave the % away",
                "asr~5| 3| asr is a number: compare it with = != < <= > >=",
                "=pke| 0| a field must stand before ="
            })
    void aMistakeIsPointedAt(String query, int at, String what) {
        BadQuery bad = assertThrows(BadQuery.class, () -> RunQuery.parse(query));
        assertEquals(at, bad.at());
        assertEquals(what, bad.what());
        assertEquals(List.of(query, " ".repeat(at) + "^", what), bad.lines());
        assertEquals(1, bad.line().lines().count());
    }

    @Test
    void aQueryIsToldInWords() {
        assertEquals(
                "(method is pke and attack success after the edit below 5\u00a0%) or tag is review",
                RunQuery.parse("method=pke and asr<0.05 or tag:review").told());
        assertEquals("every run", RunQuery.parse(" ").told());
        assertEquals("not (called “x”)", RunQuery.parse("not x").told());
    }

    @Test
    void aFigureThatARunLacksIsNeitherBelowNorAboveAnything() {
        assertEquals("a b", found("asr<50% or asr>=50%"));
    }

    @Test
    void aHundredBracketsAreRefusedAndNotRunInto() {
        String deep = "(".repeat(100) + "x" + ")".repeat(100);
        assertTrue(
                assertThrows(BadQuery.class, () -> RunQuery.parse(deep))
                        .what()
                        .contains("brackets"));
        assertThrows(BadQuery.class, () -> RunQuery.parse("x".repeat(1001)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', c d b a",
        "asr, a b c d",
        "-asr, b a c d",
        "method, b c d a",
        "-method, c d a b"
    })
    void runsAreSortedByAnyFieldAndThoseWithoutItComeLast(String order, String sorted) {
        assertEquals(
                sorted,
                ALL.stream()
                        .sorted(RunOrder.parse(order).comparator())
                        .map(Line::name)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void anOrderByNothingIsAnswered() {
        UserError bad = assertThrows(UserError.class, () -> RunOrder.parse("-asrr"));
        assertEquals("no run can be sorted by asrr; did you mean asr?", bad.line());
    }

    private static String found(String query) {
        RunQuery asked = RunQuery.parse(query);
        return ALL.stream().filter(asked::matches).map(Line::name).collect(Collectors.joining(" "));
    }

    private static Line line(
            String run, String method, @Nullable Double asr, Status status, String tag) {
        Metric before = new Metric(0.7, 70, 100, 0.6, 0.8);
        Map<String, Metric> after =
                asr == null ? Map.of() : Map.of("asr", new Metric(asr, 2, 100, 0, 0.2));
        long position = run.charAt(0);
        var found =
                new RunSummary(
                        position,
                        run,
                        "demo/" + method,
                        method,
                        "specimen/plain",
                        Map.of("edit", "7"),
                        status,
                        null,
                        List.of(Stage.FINGERPRINT),
                        "oracle",
                        Map.of("asr", before),
                        after,
                        new RunSummary.Edit(1, 6, 768L),
                        new RunSummary.Timing(
                                "2026-11-20T17:05:04.000Z", position, null, null, 3, 0),
                        new RunSummary.Review(
                                Stream.of(tag).filter(each -> !each.isEmpty()).toList(),
                                0,
                                asr == null ? ReplayVerdict.FAIL : ReplayVerdict.PASS_BIT_EQUAL),
                        null,
                        "abc",
                        "m",
                        new RunSummary.Basis("", "", ""));
        return Line.of(found);
    }
}
