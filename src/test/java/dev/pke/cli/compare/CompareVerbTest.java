package dev.pke.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.store.Home;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the pages say of runs, said in a terminal, a paper or to a program. */
class CompareVerbTest {
    @TempDir static Path home = Path.of("");

    @BeforeAll
    static void recordRuns() {
        try (Home open = Home.open(home, new TickingClock())) {
            new SampleRecord(open.store(), open.blobs()).writeAll(SampleRecord.demo());
        }
    }

    private static Said say(String words) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(Arrays.asList(words.split(" ", -1)));
        Said said = Said.to(all);
        assertEquals(Exit.OK, said.code(), said.err());
        return said;
    }

    private static JsonNode json(String words) {
        return JsonMapper.shared().readTree(say(words).out());
    }

    @Test
    void aComparisonIsTheSameInEveryForm() {
        JsonNode json = json("compare ab04 ab01 --json");
        JsonNode model = json.get("models").get(0);
        assertEquals(2, model.get("runs").size());
        JsonNode pke = model.get("runs").get(0);
        assertEquals("20261120-170504-pke-ab04", pke.get("run").asString());
        assertEquals(0, pke.get("figures").get("asr").get("count").asLong());
        JsonNode test = model.get("tests").get(0);
        assertEquals("same", test.get("finding").asString());
        assertTrue(test.get("prompts").asLong() > 0);
        String finding = json.get("finding").asString();
        String text = say("compare ab04 ab01").out();
        String markdown = say("compare ab04 ab01 --markdown").out();
        String latex = say("compare ab04 ab01 --latex").out();
        for (String form : List.of(text, markdown, latex)) {
            assertTrue(form.contains(finding), form);
            assertTrue(form.contains("the same attacks succeed"), form);
            assertTrue(form.replace(",\u2009", "").contains("44,032"), form);
        }
        assertTrue(markdown.contains("| --- | ---: |"), markdown);
        assertTrue(latex.contains("\\begin{tabular}{lrrrrrrrr}"), latex);
        assertEquals(
                latex.lines().filter(line -> line.contains("\\begin{")).count(),
                latex.lines().filter(line -> line.contains("\\end{")).count());
        List<String> csv = say("compare ab04 ab01 --csv").out().lines().toList();
        assertEquals(3, csv.size());
        assertEquals(
                "run,name,plan,method,model,seed,parameters,asr", csv.getFirst().substring(0, 46));
    }

    @Test
    void runsToCompareMayBeAskedFor() {
        assertEquals(3, runs("compare --json --where method=pke"));
        assertEquals(4, runs("compare ab01 --json --where method=pke"));
        assertEquals(3, runs("compare ab02 --json --where method=pke"));
    }

    private static int runs(String words) {
        return json(words).get("models").get(0).get("runs").size();
    }

    @Test
    void aTableIsWhatLatexAndMarkdownTakeForText() {
        Table table =
                new Table(List.of("a_b", "5\u00a0%"), List.of(List.of("x|y & {z}", "\u22121")), 1);
        assertEquals("| a_b | 5\u00a0% |", table.markdown().getFirst());
        assertEquals("| x\\|y & {z} | \u22121 |", table.markdown().getLast());
        assertEquals("a\\_b & 5\\,\\% \\\\", table.latex().get(2));
        assertEquals("x|y \\& \\{z\\} & $-$1 \\\\", table.latex().get(4));
    }

    @ParameterizedTest
    @CsvSource({
        "runs --json, 8",
        "runs --json method=pke, 3",
        "runs --json method=pke and params<300, 2",
        "runs --json --tag none, 0"
    })
    void runsAreAskedForAsThePagesDo(String words, int count) {
        assertEquals(count, json(words).size());
    }

    @Test
    void runsAreSortedGroupedAndShownByTheirFields() {
        List<String> rows =
                say("runs --sort params --columns method,params").out().lines().toList();
        assertEquals("method              params", rows.getFirst());
        assertTrue(rows.get(1).endsWith("  128"), rows.get(1));
        assertEquals("dinm                44032", rows.getLast());
        assertTrue(
                say("runs --sort=-params --columns method,params")
                        .out()
                        .lines()
                        .toList()
                        .get(1)
                        .startsWith("dinm"));
        String grouped = say("runs --group method --columns run").out();
        assertTrue(grouped.contains("method pke (3 runs)\n  run\n  20261120"), grouped);
        assertTrue(say("runs --fields").out().contains("attack success after the edit"));
    }

    @ParameterizedTest
    @CsvSource({
        "runs --columns asrr, did you mean asr?",
        "runs --sort parms, did you mean params?",
        "runs metod=pke, method",
        "compare, name the runs",
        "compare --where tag:none, no run fits",
        "compare ab01 --csv --json, mutually exclusive"
    })
    void aSlipIsToldInOneLine(String words, String told) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(Arrays.asList(words.split(" ", -1)));
        Said said = Said.to(all);
        assertEquals(Exit.USAGE, said.code());
        assertTrue(said.err().contains(told), said.err());
    }

    @Test
    void metricsOfManyRunsSayWhoseTheyAre() {
        List<String> rows = say("export metrics").out().lines().toList();
        assertEquals(
                "run,plan,method,model,seed,position,phase,judge,category,metric,value,count,of,"
                        + "low,high",
                rows.getFirst());
        assertTrue(
                rows.stream()
                        .anyMatch(row ->
                                row.startsWith(
                                        "20261120-170504-pke-ab04,demo/pke-6,pke,specimen/plain,1,")));
    }
}
