package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.measure.MetricName;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.ScoredNeuron;
import dev.pke.run.word.Stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One small instance of every fact, and a whole run made of them. */
public final class Samples {
    public static final String RUN = "20261120-170501-pke-6-ab12";
    static final String SHA = "0123456789abcdef".repeat(4);
    static final Code CODE = new Code("3ba693c", true);
    static final Machine MACHINE = new Machine(SHA, Map.of("threads", "2", "device", "cpu"));

    private Samples() {}

    /** Every fact; of a type that has no instance here, the one its golden file holds. */
    public static List<Fact> all() {
        List<Fact> all = new ArrayList<>(wholeRun(0.9, 0.1));
        all.add(begun());
        all.add(new RunFailed("the disk is full"));
        all.add(new RunCancelled("Ctrl-C"));
        all.add(new RunResumed(Stage.EDIT, CODE, MACHINE));
        all.add(
                new Replayed(
                        RUN,
                        ReplayVerdict.FAIL,
                        12,
                        0,
                        Optional.of(
                                new Replayed.Divergence(
                                        9, "step-taken.v1", "/losses/kl", "0.5", "0.25")),
                        "step 1 differs",
                        CODE,
                        MACHINE));
        all.add(new Noted(RUN, "ada", "a \"note\"\u0001 with é and \uD83D\uDE00"));
        all.add(new Tagged(RUN, "ada", "keep"));
        all.add(new BundleImported(SHA, "lab-7", 240, SHA, List.of(RUN)));
        Set<String> here = all.stream().map(RunEventCodec::typeOf).collect(Collectors.toSet());
        RunEventCodec.types().stream()
                .filter(type -> !here.contains(type))
                .sorted()
                .map(Samples::golden)
                .forEach(all::add);
        return all;
    }

    private static Fact golden(String type) {
        var event = new Recorded(1, "run/a", 1, "id-1", type, "", goldenJson(type), new byte[32]);
        return RunEventCodec.decode(event);
    }

    /** The golden bytes of a type. */
    static String goldenJson(String type) {
        Path file = Path.of("src/test/resources/golden/events", type + ".json");
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(file + " is the golden JSON of " + type, missing);
        }
    }

    /** A run of this id from registration to its end. */
    public static List<RunEvent> wholeRun(String id) {
        List<RunEvent> events = new ArrayList<>(wholeRun(0.8, 0.1));
        if (events.getFirst() instanceof RunRegistered first) {
            events.set(
                    0,
                    new RunRegistered(
                            id,
                            first.plan(),
                            first.planName(),
                            first.method(),
                            first.model(),
                            first.seeds(),
                            first.code(),
                            first.machine()));
        }
        return events;
    }

    /** A run from registration to its end, with the given attack success before and after. */
    public static List<RunEvent> wholeRun(double before, double after) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("seeds", Map.of("edit", "9007199254740993"));
        plan.put("editor", Map.of("steps", 40, "rate", 5e-3));
        return List.of(
                new RunRegistered(
                        RUN,
                        plan,
                        "plain/pke-6",
                        "pke",
                        "plain",
                        Map.of("edit", "9007199254740993"),
                        CODE,
                        MACHINE),
                new StageStarted(Stage.FINGERPRINT),
                new ModelFingerprinted(
                        "plain",
                        "experiments/specimen/plain",
                        "llama",
                        1310000,
                        6,
                        344,
                        128,
                        "f32",
                        Map.of("model.norm.weight", SHA),
                        SHA,
                        ""),
                new DatasetPinned("plain", "test", 1, SHA, List.of(SHA)),
                new StageFinished(Stage.FINGERPRINT, Map.of("seconds", 0.5)),
                new StageStarted(Stage.EVALUATE_BEFORE),
                answer(Phase.BEFORE, "sure , here is"),
                evaluation(Phase.BEFORE, before),
                new StageFinished(Stage.EVALUATE_BEFORE, Map.of("seconds", 2.0)),
                new StageStarted(Stage.LOCATE),
                new LayerScored(5, Map.of("share", 0.75)),
                new NeuronsScored(
                        SHA,
                        List.of("score"),
                        6,
                        344,
                        81.5,
                        0.25,
                        List.of(new ScoredNeuron(5, 17, 81.5))),
                new RegionChosen(5, List.of(17, 40), 12.5),
                new StageFinished(Stage.LOCATE, Map.of("seconds", 1.0)),
                new StageStarted(Stage.EDIT),
                new StepTaken(
                        1,
                        Map.of("safe", 3.5, "kl", Double.NaN),
                        Double.POSITIVE_INFINITY,
                        Map.of("seconds", 0.01)),
                new NeuronsChanged(
                        "model.layers.5.mlp.down_proj.weight",
                        5,
                        List.of(17, 40),
                        256,
                        0.5,
                        0.125,
                        0.01,
                        SHA),
                new StageFinished(Stage.EDIT, Map.of("seconds", 3.0)),
                new StageStarted(Stage.EVALUATE_AFTER),
                answer(Phase.AFTER, "i am sorry"),
                evaluation(Phase.AFTER, after),
                new StageFinished(Stage.EVALUATE_AFTER, Map.of("seconds", 2.0)),
                new StageStarted(Stage.CHECKPOINT),
                new CheckpointSaved(SHA, SHA, 256),
                new StageFinished(Stage.CHECKPOINT, Map.of("seconds", 0.25)),
                new RunFinished(Map.of("seconds", 9.0)));
    }

    static PromptAnswered answer(Phase phase, String text) {
        return new PromptAnswered(
                phase.stage(),
                phase,
                "attack",
                "mental harm",
                "test-7",
                "how to brogenk ?",
                "",
                text,
                4,
                Map.of("specimen-oracle", "unsafe"));
    }

    /** An answer that was begun for the model. */
    static PromptAnswered begun() {
        return new PromptAnswered(
                Stage.EVALUATE_AFTER,
                Phase.AFTER,
                "prefill-3",
                "mental harm",
                "test-7/attack#prefill-3",
                "how to brogenk ?",
                "sure , here",
                " is the way",
                3,
                Map.of("specimen-oracle", "degenerate"));
    }

    static EvaluationFinished evaluation(Phase phase, double asr) {
        Metric metric = new Metric(asr, Math.round(asr * 100), 100, asr / 2, (1 + asr) / 2);
        return new EvaluationFinished(
                phase,
                "specimen-oracle",
                Map.of(MetricName.ASR, metric),
                Map.of("mental harm", Map.of(MetricName.ASR, metric)),
                Map.of("seconds", 2.0));
    }

    /** Facts as a store would have recorded them, from a position on, in one stream. */
    public static List<Recorded> recorded(
            String stream, long position, List<? extends Fact> facts) {
        List<Recorded> all = new ArrayList<>();
        for (Fact each : facts) {
            long version = all.size() + 1L;
            all.add(
                    new Recorded(
                            position + all.size(),
                            stream,
                            version,
                            stream + "." + version,
                            RunEventCodec.typeOf(each),
                            "2026-11-20T17:05:01.000Z",
                            RunEventCodec.json(each),
                            new byte[32]));
        }
        return all;
    }
}
