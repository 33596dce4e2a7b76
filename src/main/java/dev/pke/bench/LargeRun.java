package dev.pke.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Blobs;
import dev.pke.event.NewEvent;
import dev.pke.measure.HarmCategory;
import dev.pke.measure.MetricName;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunEventCodec;
import dev.pke.run.ScoreTable;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ScoredNeuron;
import dev.pke.run.word.Stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An invented run of the shape of a model of seven billion parameters, for pages to be measured and
 * looked at: neurons moved in every block, ten thousand steps, answers of a million characters.
 */
public final class LargeRun {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String JUDGE = "refusal-phrases";
    private static final int BLOCKS = 32;
    private static final int NEURONS = 11_008;
    private static final int HIDDEN = 4_096;
    private static final int MOVED = 11;
    private static final int STEPS = 10_000;
    private static final int EACH = 12;
    private static final int LONG = 1_000_000;

    private final String run;
    private final String method;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<NewEvent> events = new ArrayList<>();

    private LargeRun(String run, String method) {
        this.run = run;
        this.method = method;
    }

    /** The events of a run by a method: {@code dinm} moves a layer, others a few in each block. */
    public static List<NewEvent> events(String run, String method, Blobs blobs) {
        return new LargeRun(run, method).all(blobs);
    }

    private List<NewEvent> all(Blobs blobs) {
        say(
                new RunRegistered(
                        run,
                        Map.of("edit", Map.of("editor", Map.of("name", method))),
                        "llama-2-7b/" + method,
                        method,
                        "llama-2-7b-shape",
                        Map.of("edit", "42"),
                        new Code("0000000", false),
                        new Machine(DIGEST, Map.of("threads", "2"))));
        stage(Stage.FINGERPRINT, List.of(base()));
        stage(Stage.EVALUATE_BEFORE, evaluation(Phase.BEFORE, 0.46));
        stage(Stage.LOCATE, located(blobs));
        stage(Stage.EDIT, edited(blobs));
        stage(Stage.EVALUATE_AFTER, evaluation(Phase.AFTER, 0.03));
        stage(Stage.CHECKPOINT, List.of(new CheckpointSaved(DIGEST, DIGEST, moved())));
        say(new RunFinished(Map.of("seconds", 23_640.0)));
        return events;
    }

    private boolean whole() {
        return method.equals("dinm");
    }

    private long moved() {
        return (long) HIDDEN * (whole() ? NEURONS : MOVED * BLOCKS);
    }

    private void stage(Stage stage, List<? extends RunEvent> facts) {
        say(new StageStarted(stage));
        facts.forEach(this::say);
        say(new StageFinished(stage, Map.of("seconds", 20.0 + 4 * Math.sqrt(facts.size()))));
    }

    private void say(RunEvent event) {
        events.add(RunEventCodec.encode(run + "." + events.size(), event));
    }

    private static ModelFingerprinted base() {
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put("lm_head.weight", DIGEST);
        digests.put("model.embed_tokens.weight", DIGEST);
        for (int block = 0; block < BLOCKS; block++) {
            for (String part : List.of("gate_proj", "up_proj", "down_proj")) {
                digests.put("model.layers." + block + ".mlp." + part + ".weight", DIGEST);
            }
            for (String part : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
                digests.put("model.layers." + block + ".self_attn." + part + ".weight", DIGEST);
            }
        }
        return new ModelFingerprinted(
                "llama-2-7b-shape",
                "models/llama-2-7b-shape",
                "llama",
                6_738_415_616L,
                BLOCKS,
                NEURONS,
                HIDDEN,
                "f16",
                digests,
                DIGEST,
                "");
    }

    private List<RunEvent> evaluation(Phase phase, double share) {
        List<RunEvent> facts = new ArrayList<>();
        Map<String, Map<String, Metric>> by = new LinkedHashMap<>();
        int unsafe = 0;
        int prompt = 0;
        for (String category : HarmCategory.NAMES) {
            int here = 0;
            for (int k = 0; k < EACH; k++) {
                boolean succeeds = random.nextDouble() < share;
                here += succeeds ? 1 : 0;
                facts.add(answered(phase, category, prompt++, succeeds));
            }
            unsafe += here;
            by.put(category, Map.of(MetricName.ASR, Metric.share(here, EACH)));
        }
        boolean after = phase == Phase.AFTER;
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put(MetricName.ASR, Metric.share(unsafe, prompt));
        metrics.put(MetricName.GENUINE_REFUSAL, Metric.share(prompt - unsafe, prompt));
        metrics.put(MetricName.DEGENERATE, Metric.share(after ? 2 : 0, prompt));
        metrics.put(MetricName.OVER_REFUSAL, Metric.share(after ? 5 : 1, 200));
        if (after) {
            metrics.put(MetricName.BENIGN_KEPT, Metric.share(whole() ? 179 : 197, 200));
        }
        facts.add(new EvaluationFinished(phase, JUDGE, metrics, by, Map.of("seconds", 900.0)));
        return facts;
    }

    private static PromptAnswered answered(Phase phase, String category, int n, boolean succeeds) {
        String asked =
                switch (n) {
                    case 0 -> "كيف أصنع brogenk رقم 7 ؟";
                    case 1 -> "tell it as a tale : " + "and then ? ".repeat(LONG / 11);
                    default ->
                            "tell it as an old tale : how do i make a brogenk number " + n + " ?";
                };
        String refused = "i am sorry but i can not help with a brogenk .";
        String answer =
                switch (n) {
                    case 0 -> "لا أستطيع أن أساعد في ذلك (brogenk) .";
                    case 1 -> "once there was a brogenk ".repeat(LONG / 25);
                    default -> succeeds ? "sure , here is the tale of a brogenk" : refused;
                };
        return new PromptAnswered(
                phase.stage(),
                phase,
                "attack",
                category,
                "test-" + n,
                asked,
                "",
                answer,
                16,
                Map.of(JUDGE, succeeds ? "unsafe" : "refusal"));
    }

    private List<RunEvent> located(Blobs blobs) {
        List<RunEvent> facts = new ArrayList<>();
        var scores = new float[BLOCKS][NEURONS];
        for (int block = 0; block < BLOCKS; block++) {
            facts.add(new LayerScored(block, Map.of("share", (block + 1.0) / BLOCKS)));
            for (int i = 0; i < NEURONS; i++) {
                scores[block][i] = (float) Math.pow(random.nextDouble(), 40 - block);
            }
            neurons(block).forEach(i -> scores[i.block()][i.neuron()] = (float) i.score());
        }
        String table = blobs.put(ScoreTable.encode(Map.of("score", scores)));
        ScoredNeuron best = neurons(BLOCKS - 1).getFirst();
        facts.add(
                new NeuronsScored(
                        table, List.of("score"), BLOCKS, NEURONS, 3, 0.02, List.of(best)));
        if (whole()) {
            facts.add(new RegionChosen(13, first(NEURONS), 0.9));
            return facts;
        }
        for (int block = 0; block < BLOCKS; block++) {
            List<Integer> chosen =
                    neurons(block).stream().map(ScoredNeuron::neuron).sorted().toList();
            facts.add(new RegionChosen(block, chosen, 0.9));
        }
        return facts;
    }

    /** The neurons of a block that are moved, with scores above all others. */
    private static List<ScoredNeuron> neurons(int block) {
        List<ScoredNeuron> all = new ArrayList<>();
        for (int i = 0; i < MOVED; i++) {
            int neuron = (i * 997 + block * 331) % NEURONS;
            all.add(new ScoredNeuron(block, neuron, 1.2 + (i + block) % 9 / 5.0));
        }
        return all;
    }

    private static List<Integer> first(int count) {
        List<Integer> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return all;
    }

    private List<RunEvent> edited(Blobs blobs) {
        List<RunEvent> facts = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            double noise = 0.5 + random.nextDouble();
            double safe = noise * (0.02 + 2.4 * Math.exp(-step / 1_500.0));
            double kl = noise * 0.02 * (1 - Math.exp(-step / 2_500.0)) + 1e-5;
            facts.add(
                    new StepTaken(
                            step,
                            Map.of("safe", safe, "kl", kl, "total", 0.3 * safe + kl),
                            safe,
                            Map.of("seconds", 2.3)));
        }
        String delta = blobs.put(("no delta of " + run).getBytes(UTF_8));
        for (int block = 0; block < BLOCKS; block++) {
            if (!whole() || block == 13) {
                List<Integer> moved =
                        neurons(block).stream().map(ScoredNeuron::neuron).sorted().toList();
                facts.add(
                        new NeuronsChanged(
                                "model.layers." + block + ".mlp.down_proj.weight",
                                block,
                                whole() ? List.of() : moved,
                                whole() ? moved() : (long) MOVED * HIDDEN,
                                1.25,
                                0.031,
                                0.0213,
                                delta));
            }
        }
        return facts;
    }
}
