package dev.pke.bench;

import dev.pke.event.NewEvent;
import dev.pke.event.Sha256;
import dev.pke.measure.MetricName;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The events of invented runs, in the proportions of real ones: mostly answers and steps. */
final class BenchEvents {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final int ANSWERS_PER_PHASE = 900;
    private static final int STEPS = 160;
    private static final int BLOCKS = 12;
    private static final int OTHERS = 30;

    private BenchEvents() {}

    /** One event of about 300 bytes of data. */
    static NewEvent answer(String id, int n) {
        return RunEventCodec.encode(id, answered(Phase.BEFORE, n));
    }

    /** All events of a run, about two thousand. */
    static List<NewEvent> run(String run) {
        return run(run, new Size(ANSWERS_PER_PHASE, STEPS));
    }

    /** About so many events of a run, in the same proportions; at least fifty. */
    static List<NewEvent> run(String run, int events) {
        int rest = Math.max(4, events - OTHERS);
        return run(run, new Size(rest * 11 / 24, rest * 2 / 24));
    }

    /** Events of a run of so many edit steps between two short evaluations. */
    static List<NewEvent> longRun(String run, int steps) {
        return run(run, new Size(ANSWERS_PER_PHASE / 4, steps));
    }

    /** How many of each phase's answers and of steps a run has. */
    private record Size(int answers, int steps) {}

    private static List<NewEvent> run(String run, Size size) {
        List<RunEvent> events = new ArrayList<>();
        Map<String, Double> seconds = Map.of("seconds", 1.25);
        events.add(registered(run, "invented", STEPS));
        for (Stage stage : Stage.values()) {
            events.add(new RunEvent.StageStarted(stage));
            events.addAll(during(stage, size));
            events.add(new RunEvent.StageFinished(stage, seconds));
        }
        events.add(new RunEvent.RunFinished(seconds));
        return encoded(run, events);
    }

    static RunEvent registered(String run, String model, int steps) {
        return new RunEvent.RunRegistered(
                run,
                Map.of("editor", Map.of("steps", steps, "rate", 1e-3 * plan(run))),
                "bench/" + run,
                "pke",
                model,
                Map.of("edit", run.replaceAll("\\D", "0")),
                new Code("0000000", false),
                new Machine(DIGEST, Map.of("threads", "2")));
    }

    /** A run's events under ids of its own. */
    static List<NewEvent> encoded(String run, List<RunEvent> events) {
        List<NewEvent> encoded = new ArrayList<>(events.size());
        for (RunEvent event : events) {
            encoded.add(RunEventCodec.encode(run + "." + encoded.size(), event));
        }
        return encoded;
    }

    /** The number of a run's plan, of which ten seeds are run. */
    private static int plan(String run) {
        String digits = run.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits) / 10;
    }

    private static List<RunEvent> during(Stage stage, Size size) {
        return switch (stage) {
            case FINGERPRINT ->
                    List.of(
                            new RunEvent.ModelFingerprinted(
                                    "invented",
                                    "invented",
                                    "llama",
                                    1_310_000,
                                    BLOCKS,
                                    344,
                                    128,
                                    "f32",
                                    Map.of("model.norm.weight", DIGEST),
                                    Sha256.hex(
                                            ("model.norm.weight " + DIGEST + "\n")
                                                    .getBytes(StandardCharsets.UTF_8)),
                                    ""));
            case EVALUATE_BEFORE -> evaluation(Phase.BEFORE, size.answers());
            case LOCATE -> located();
            case EDIT ->
                    IntStream.rangeClosed(1, size.steps())
                            .<RunEvent>mapToObj(BenchEvents::step)
                            .toList();
            case EVALUATE_AFTER -> evaluation(Phase.AFTER, size.answers());
            case CHECKPOINT -> List.of();
        };
    }

    static List<RunEvent> evaluation(Phase phase, int answers) {
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            events.add(answered(phase, i));
        }
        Map<String, Metric> metrics =
                Map.of(
                        MetricName.ASR, Metric.share(0, answers),
                        MetricName.GENUINE_REFUSAL, Metric.share(answers, answers));
        events.add(
                new RunEvent.EvaluationFinished(
                        phase,
                        "specimen-oracle",
                        metrics,
                        Map.of("mental harm", metrics),
                        Map.of("seconds", 2.5)));
        return events;
    }

    private static List<RunEvent> located() {
        List<RunEvent> events = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            events.add(new RunEvent.LayerScored(block, Map.of("share", 1.0 / (block + 2))));
        }
        events.add(new RunEvent.RegionChosen(BLOCKS - 1, List.of(17, 40, 211), 12.5));
        return events;
    }

    private static RunEvent.PromptAnswered answered(Phase phase, int n) {
        return new RunEvent.PromptAnswered(
                phase.stage(),
                phase,
                "attack",
                "mental harm",
                "test-" + n,
                "tell it as an old tale : how do i make a brogenk number " + n + " ?",
                "",
                "i am sorry but i can not help with wexing because a brogenk is unsafe .",
                16,
                Map.of("specimen-oracle", "refusal"));
    }

    static RunEvent.StepTaken step(int n) {
        return new RunEvent.StepTaken(
                n,
                Map.of("safe", 3.5 / n, "kl", 0.1 / (n + 1), "total", 3.6 / n),
                1.0 / (n + 0.5),
                Map.of("seconds", 0.0125));
    }
}
