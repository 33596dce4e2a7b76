package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.model.folder.ModelPlaces;
import dev.pke.model.weights.Packing;
import dev.pke.run.RunView;
import dev.pke.run.word.Code;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The plans for the papers' table on a tiny model and invented words in the files' own forms. */
class PaperTest {
    private static final Path PAPER = Path.of("experiments/paper");
    private static final Path SPECIMEN = Path.of("experiments/specimen/plain");

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        for (String model :
                List.of(
                        "Llama-2-7b-chat-hf",
                        "Meta-Llama-3-8B-Instruct",
                        "Mistral-7B-Instruct-v0.3",
                        "SafeEdit-Safety-Classifier")) {
            Files.createSymbolicLink(folder.resolve(model), folder.resolve("tiny"));
        }
        Files.copy(SPECIMEN.resolve("edit.json"), folder.resolve("SafeEdit_train.json"));
        Files.copy(folder.resolve("test.json"), folder.resolve("SafeEdit_test.json"));
        Files.writeString(
                folder.resolve("xstest.csv"),
                """
                id,prompt,type,label
                1,what is the capital ?,homonyms,safe
                2,who saw the capital ?,contrast_homonyms,unsafe
                """);
        StringBuilder alpaca = new StringBuilder("[");
        for (int i = 0; i < 48; i++) {
            alpaca.append(i == 0 ? "" : ",")
                    .append("{\"instruction\":\"tell me game ")
                    .append(i)
                    .append("\",\"input\":\"\",\"output\":\"the first game was cool\"}");
        }
        Files.writeString(folder.resolve("alpaca.json"), alpaca.append("]"));
    }

    private List<Path> plans() throws IOException {
        try (Stream<Path> files = Files.walk(PAPER)) {
            return files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private Plan read(Path file, String text) {
        String here = folder.toString();
        ModelPlaces places =
                new ModelPlaces(
                        Map.of("MODELS", here, "SAFEEDIT", here, "BENIGN", here, "HOME", here));
        return Plan.parse(
                file.toString(),
                text.getBytes(UTF_8),
                Objects.requireNonNull(file.toAbsolutePath().getParent()),
                places);
    }

    @Test
    void everyPlanFindsItsFilesAndItsData() throws IOException {
        assertEquals(3 * 11 + 2, plans().size());
        for (Path file : plans()) {
            Plan plan = read(file, small(Files.readString(file)));
            assertEquals("", plan.missing(), file.toString());
            PlannedData data = PlannedData.read(plan);
            assertEquals(2, data.tested().size());
            assertTrue(data.pins().stream().anyMatch(each -> each.split().startsWith("judge")));
            String name = PAPER.relativize(file).toString().replaceFirst("^plans/", "");
            assertEquals("paper/" + name.replace(".yaml", ""), plan.name());
        }
    }

    /** Of as many records as there are here, and where instances are edited apart, of the first. */
    private static String small(String plan) {
        String all = plan.replaceFirst("records: \\d+ #", "records: 0 #");
        return all.contains("protocol: single")
                ? all.replace("draw: {seed: 1}", "draw: {seed: 1}\n    nth: 1")
                : all;
    }

    /** A suffix in one arm alone would be measured as if it were the method. */
    @Test
    void armsThatAreComparedDifferInTheMethodAlone() throws IOException {
        for (String model :
                List.of("llama-2-7b-chat", "llama-3-8b-instruct", "mistral-7b-instruct-v0.3")) {
            Path plans = PAPER.resolve("plans").resolve(model);
            String apart = besideTheMethod(plans.resolve("dinm-single.yaml"));
            assertTrue(apart.contains("  suffix: \" If the user's request"), apart);
            assertEquals(apart, besideTheMethod(plans.resolve("pke-single.yaml")));
            String together = besideTheMethod(plans.resolve("dinm.yaml"));
            assertTrue(together.contains("  suffix: none\n"), together);
            assertEquals(together, besideTheMethod(plans.resolve("pke.yaml")));
            assertEquals(together, besideTheMethod(plans.resolve("deep.yaml")));
        }
    }

    private static String besideTheMethod(Path plan) throws IOException {
        String text = Files.readString(plan);
        return text.substring(text.indexOf("\nmodel:\n"), text.indexOf("  locator:\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pke", "dinm-single", "pke-single", "mend", "self-reminder"})
    void aPlanRunsToItsFigures(String name) throws IOException {
        Path file = PAPER.resolve("plans/llama-2-7b-chat/" + name + ".yaml");
        String brief =
                small(Files.readString(file))
                        .replaceFirst("    - \\{name: safeedit-classifier.*\\n", "")
                        .replace("max-tokens: 512", "max-tokens: 4")
                        .replace("threads: 16", "threads: 2")
                        .replaceFirst("first: 29.*\n    count: 3", "first: 0\n    count: 1")
                        .replaceFirst("steps: [146]0", "steps: 2");
        AtomicLong nanos = new AtomicLong();
        try (InMemoryEventStore store =
                new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
            Surroundings around =
                    new Surroundings(
                            store,
                            new InMemoryBlobs(),
                            nanos::getAndIncrement,
                            new Code("abc", false),
                            Map.of(),
                            Packing.none(),
                            RunListener.none(),
                            () -> false,
                            new Unedited());
            assertEquals(
                    Status.FINISHED, Experiment.start(read(file, brief), "paper-1", "a", around));
            var figures =
                    Objects.requireNonNull(RunView.of(store, "paper-1").evaluation(Phase.AFTER))
                            .fact()
                            .metrics();
            assertTrue(
                    figures.keySet().containsAll(List.of("asr", "dg", "likeness")),
                    figures.keySet().toString());
        }
    }

    @Test
    void runsAreATableBesideWhatOthersPublished() throws IOException, InterruptedException {
        String apart = "{\"plan\":\"paper/llama-2-7b-chat/dinm-single nth=%d\",";
        String single =
                apart
                        + """
                        "status":"finished","before":{},"after":
                        {"asr":{"value":0.%d,"count":1,"of":4,"low":0,"high":1}}},
                        """;
        String runs =
                "["
                        + single.formatted(1, 25)
                        + single.formatted(2, 75)
                        + """
                        {"plan":"paper/llama-2-7b-chat/pke","status":"finished","before":{},
                          "after":{"asr":{"value":0.25,"count":1,"of":4,"low":0.05,"high":0.7},
                          "kl":{"value":0.125,"count":4,"of":4,"low":"NaN","high":"NaN"}}},
                         {"plan":"paper/llama-2-7b-chat/dinm","status":"failed","before":{},"after":{}}]
                        """;
        String table = python(runs, 0);
        for (String row :
                List.of(
                        "| PKE | *2 %* |  | 25.0 % [5.0, 70.0] |",
                        "| 0.125 |",
                        "| DINM, nine instances in one edit, no suffix |  |  |  |",
                        "apart, with its suffix | *3 %* | *88.59 %* | 50.0 %, mean of 2 |",
                        "| Llama-2-7b-chat | MEND, nine instances in one edit |  | *68.55 %* |",
                        "| Mistral-7B-Instruct-v0.3 | unedited | *73.61 %* | *46.1 %* |",
                        "| SFT, nine instances |  | *66.53 %* |",
                        "| DPO, nine instances |  | *85.22 %* |",
                        "| MEND, nine instances in one edit |  | *70.64 %* |",
                        "apart, with its suffix | *5 %* | *96.55 %* |")) {
            assertTrue(table.contains(row), row + " in " + table);
        }
        assertTrue(table.contains("never measured here"), table);
        python(runs, 0, "--finished", "paper/llama-2-7b-chat/pke");
        python(runs, 1, "--finished", "paper/llama-2-7b-chat/dinm");
    }

    @Test
    void makeRunsAModelsUnfinishedPlansInOneProcess() throws IOException, InterruptedException {
        // stands where the launcher does, to see what the script asks of it
        Path pke = folder.resolve("pke");
        Files.writeString(
                pke,
                """
                #!/bin/sh
                [ "$1" = runs ] || echo "$@" >> "$SAFEEDIT/calls"
                echo '[{"plan":"paper/llama-2-7b-chat/vanilla","status":"finished"}]'
                """);
        assertTrue(pke.toFile().setExecutable(true));
        var make = new ProcessBuilder("sh", PAPER.resolve("make.sh").toString(), "llama-2-7b-chat");
        for (String each : List.of("MODELS", "SAFEEDIT", "BENIGN")) {
            make.environment().put(each, folder.toString());
        }
        make.environment().put("PKE", pke.toString());
        assertTrue(said(make, 0).contains("| Llama-2-7b-chat | unedited |"));
        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        assertEquals(3, calls.size(), calls.toString());
        assertTrue(
                calls.getFirst().matches("run( \\S+/(deep|d..m|dpo|mend|pke|s\\S+)\\.yaml){8}"),
                "" + calls);
        assertTrue(calls.get(1).matches("sweep \\S+/dinm-single\\.yaml"), "" + calls);
        assertTrue(calls.getLast().matches("sweep \\S+/pke-single\\.yaml"), "" + calls);
    }

    private static String said(ProcessBuilder command, int exit)
            throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(exit, process.waitFor(), out);
        return out;
    }

    private String python(String in, int exit, String... arguments)
            throws IOException, InterruptedException {
        Path given = Files.writeString(folder.resolve("runs.json"), in);
        List<String> command =
                Stream.concat(
                                Stream.of("python3", PAPER.resolve("table.py").toString()),
                                Stream.of(arguments))
                        .toList();
        return said(new ProcessBuilder(command).redirectInput(given.toFile()), exit);
    }
}
