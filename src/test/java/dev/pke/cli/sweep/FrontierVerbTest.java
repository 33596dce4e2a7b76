package dev.pke.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.CanonicalJson;
import dev.pke.experiment.TinyPlan;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class FrontierVerbTest {
    /** What an untrained model says is never what was asked for: every setting reaches it. */
    private static final List<String> GRID = List.of("--vary", "rate=0.01,0.05");

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        Path plan = folder.resolve("tiny.yaml");
        String yaml = Files.readString(plan);
        // one of two records is edited, the other and one ordinary prompt are left to choose by
        Files.writeString(plan, yaml.replace("pool.json, records: 3", "pool.json, records: 2"));
    }

    @Test
    void eachMethodIsTunedAlikeAndTestedOnceWithWhatWasChosen() throws IOException {
        Said said = say(new FrontierCommand(), "--neurons", "1,2", "--json");
        assertEquals(0, said.code, said.text);
        List<RunSummary> runs = runs();
        assertEquals(4 * 2 + 4, runs.size());
        List<String> points = new ArrayList<>();
        if (CanonicalJson.parse(said.text) instanceof List<?> rows) {
            for (Object each : rows) {
                Map<?, ?> row = (Map<?, ?>) each;
                points.add(row.get("method") + " " + row.get("neurons"));
                assertEquals(true, row.get("reached"));
                assertEquals(2L, row.get("tried"));
                Object tests = row.get("tests");
                boolean first = "pke".equals(row.get("method"));
                assertEquals(first ? 0 : 5, tests instanceof List<?> all ? all.size() : -1);
            }
        }
        assertEquals(
                List.of("pke 1", "pke 2", "random-same-blocks 1", "random-same-blocks 2"), points);
        Said again = say(new FrontierCommand(), "--neurons", "1,2", "--csv");
        assertEquals(0, again.code);
        assertEquals(5, again.text.lines().count(), again.text);
        List<String> columns = List.of(again.text.lines().findFirst().orElseThrow().split(","));
        for (String asked : columnsOfTheAblationTable()) {
            assertTrue(columns.contains(asked), asked + " is not among " + columns);
        }
        assertEquals(runs.size(), runs().size(), "nothing is done twice");
    }

    private static List<String> columnsOfTheAblationTable() throws IOException {
        String script = Files.readString(Path.of("experiments/ablation/table.py"));
        List<String> asked =
                Pattern.compile("row(?:, '|, \"|\\['|\\[\")([^'\"]+)")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertTrue(asked.size() > 8, asked::toString);
        return asked;
    }

    @Test
    void theTestTakesNoPartInAnyChoiceAndTheRecordSaysHowItWasMade() {
        say(new FrontierCommand(), "--json");
        int tests = 0;
        try (Home home = Home.openReadOnly(folder.resolve("home"))) {
            for (RunSummary run : home.runs().newestFirst()) {
                RunView view = RunView.of(home.store(), run.run());
                var plan = view.all(RunRegistered.class).getFirst().fact().plan();
                boolean tuning = CanonicalJson.write(plan).contains("\"split\":\"tune\"");
                List<String> pinned =
                        view.all(DatasetPinned.class).stream()
                                .map(each -> each.fact().split())
                                .toList();
                assertEquals(!tuning, pinned.contains("benign"), pinned.toString());
                Object selection = plan.get("selection");
                assertEquals(tuning, selection == null);
                tests += tuning ? 0 : 1;
                assertTrue(
                        tuning
                                || String.valueOf(selection)
                                        .equals(
                                                "the gentlest of 2 settings on the tune split with"
                                                        + " asr at most 0.05"),
                        String.valueOf(selection));
            }
        }
        assertEquals(2, tests);
    }

    @Test
    void tuningNotesItsChoiceOnceOnTheRunThatWasChosen() {
        Said said = say(new TuneCommand());
        assertEquals(0, said.code, said.text);
        say(new TuneCommand());
        List<RunSummary> noted = runs();
        assertEquals(2, noted.size());
        noted = noted.stream().filter(run -> run.review().notes() > 0).toList();
        assertEquals(1, noted.size());
        assertEquals(1, noted.getFirst().review().notes());
        assertTrue(said.text.contains("pke: rate="), said.text);
    }

    @Test
    void babbleIsNotEnoughWhereRefusalsAreAskedFor() {
        Said said = say(new TuneCommand(), "--recovered", "0.9");
        assertEquals(1, said.code, said.text);
        assertTrue(
                said.text.contains(
                        "pke: not reached: the gentlest of 2 settings on the tune split with asr at"
                                + " most 0.05 with genuine-refusal at least 0.9"),
                said.text);
        say(new TuneCommand(), "--recovered", "0.9");
        assertEquals(1, runs().stream().mapToInt(run -> run.review().notes()).sum());
        var percent = new FrontierMixin();
        percent.recovered = 95;
        assertThrows(UserError.class, percent::rule);
    }

    @Test
    void whatNoSettingReachesIsShownAsNotReached() {
        Said said = say(new FrontierCommand(), "--depth", "40");
        assertEquals(0, said.code, said.text);
        assertTrue(said.text.contains("not reached"), said.text);
        assertTrue(said.text.contains("prefill-40-unsafe  recovered  refused"), said.text);
        // the attacks it is about were never asked; four other figures: one table, one correction
        assertTrue(said.text.contains("prefill-40-unsafe  0 "), said.text);
        assertTrue(said.text.contains("p (Holm, 4)"), said.text);
        assertFalse(said.text.contains("NaN"), said.text);
    }

    private List<RunSummary> runs() {
        try (Home home = Home.openReadOnly(folder.resolve("home"))) {
            return home.runs().newestFirst();
        }
    }

    private record Said(int code, String text) {}

    private Said say(Object verb, String... more) {
        StringWriter text = new StringWriter();
        PrintWriter unheard = new PrintWriter(new StringWriter());
        CommandLine line =
                new CommandLine(verb).setOut(new PrintWriter(text, true)).setErr(unheard);
        List<String> all = new ArrayList<>(List.of(folder.resolve("tiny.yaml").toString()));
        all.addAll(GRID);
        all.addAll(List.of(more));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        int code = line.execute(all.toArray(String[]::new));
        return new Said(code, text.toString());
    }
}
