package dev.pke.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.GoldenCase;
import dev.pke.Numerical;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.setting.Settings;
import dev.pke.model.weights.Change;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds both editors against public code's numbers in float64. */
@Numerical
class EditorGoldenTest {
    /** The references are float64, ours f32: losses near 8, where twenty roundings make 1e-5. */
    private static final double LOSS = 1e-5;

    /** A whole delta's share: it sums the steps' errors, each a few roundings of the gradient. */
    private static final double DELTA = 1e-4;

    /** At a rate of 1e-5 a delta is so small beside its weights that f32 keeps fewer digits. */
    private static final double SMALL_DELTA = 1e-3;

    private record Step(Map<String, Double> losses, double gradientNorm) {}

    @ParameterizedTest
    @ValueSource(strings = {"budget02", "budget10_unlikelihood", "budget10_cap"})
    void pkeTakesTheReferencesSteps(String run) {
        GoldenCase golden = GoldenCase.of("pke-v1");
        JsonNode expected = golden.expected().path("runs").path(run);
        JsonNode h = expected.path("hparams");
        Settings settings =
                new PkeEditor()
                        .defaults()
                        .with(
                                Map.of(
                                        "alpha", h.path("alpha").asDouble(),
                                        "beta", h.path("beta").asDouble(),
                                        "gamma", h.path("gamma").asDouble(),
                                        "rate", h.path("lr").asDouble(),
                                        "steps", h.path("steps").asInt(),
                                        "cap", h.path("cap").asDouble(0),
                                        "stop", 0));
        List<Step> steps = new ArrayList<>();
        try (LanguageModel model = LanguageModel.open(golden.folder())) {
            Delta delta =
                    PkeEditor.edit(
                            model,
                            tokens(golden),
                            regions(expected.path("neurons")),
                            settings,
                            (step, losses, norm) -> steps.add(new Step(losses, norm)));
            assertEquals(expected.path("steps").size(), steps.size());
            for (int i = 0; i < steps.size(); i++) {
                JsonNode e = expected.path("steps").get(i);
                Map<String, Double> seen = steps.get(i).losses();
                close(e, "safe", seen, "safe", LOSS);
                close(e, "kl", seen, "kl", LOSS);
                close(e, "unlikelihood", seen, "unlikelihood", LOSS);
                close(e, "loss", seen, "total", LOSS);
                assertEquals(e.path("gradient_norm").asDouble(), steps.get(i).gradientNorm(), LOSS);
            }
            for (Region region : regions(expected.path("neurons"))) {
                String name = model.weights().downName(region.block());
                float[] want = golden.tensor(run + ".delta." + name + ".columns");
                assertTrue(GoldenCase.relative(columns(delta, name, region), want) < DELTA, name);
                assertEquals(want.length, changed(delta, name));
            }
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> dinmRuns() {
        return Stream.of("dinm-llama", "dinm-mistral", "dinm-gpt2")
                .flatMap(name ->
                        GoldenCase.of(name).expected().path("runs").propertyNames().stream()
                                .map(run ->
                                        org.junit.jupiter.params.provider.Arguments.of(name, run)));
    }

    @ParameterizedTest
    @MethodSource("dinmRuns")
    void dinmTakesTheReferencesSteps(String name, String run) {
        GoldenCase golden = GoldenCase.of(name);
        JsonNode e = golden.expected().path("runs").path(run);
        JsonNode h = e.path("hparams");
        Settings settings =
                new DinmEditor()
                        .defaults()
                        .with(
                                Map.of(
                                        "rate", h.path("lr").asDouble(),
                                        "steps", h.path("num_steps").asInt(),
                                        "kl-factor", h.path("kl_factor").asDouble(),
                                        "weight-decay", h.path("weight_decay").asDouble(),
                                        "clamp", h.path("norm_constraint").asDouble(0)));
        List<Map<String, Double>> steps = new ArrayList<>();
        try (LanguageModel model = LanguageModel.open(golden.folder())) {
            JsonNode in = golden.inputs().path("runs").path(run);
            DinmTokens tokens =
                    DinmTokens.of(
                            GoldenCase.unpadded(in.path("ft_input")),
                            labels(in.path("labels")),
                            GoldenCase.unpadded(in.path("instructandAns")),
                            GoldenCase.unpadded(in.path("instructonlyAns")),
                            model.pad());
            List<Region> blocks =
                    IntStream.of(GoldenCase.ids(h.path("layers")))
                            .mapToObj(block -> new Region(block, List.of(0)))
                            .toList();
            Delta delta =
                    DinmEditor.edit(
                            model, tokens, blocks, settings, (s, losses, n) -> steps.add(losses));
            assertEquals(e.path("steps_run").asInt(), steps.size());
            double scale = Math.max(1, h.path("kl_factor").asDouble());
            for (int i = 0; i < steps.size(); i++) {
                close(e.path("l_edit"), i, steps.get(i), "safe", LOSS);
                close(e.path("l_loc"), i, steps.get(i), "kl", LOSS);
                close(e.path("loss"), i, steps.get(i), "total", LOSS * scale);
            }
            double most = h.path("lr").asDouble() <= 1e-5 ? SMALL_DELTA : DELTA;
            String prefix = run + ".delta.";
            for (String tensor : golden.tensors()) {
                if (tensor.startsWith(prefix) && !tensor.startsWith(prefix + "f32run.")) {
                    String parameter = tensor.substring(prefix.length());
                    double apart =
                            GoldenCase.relative(whole(delta, parameter), golden.tensor(tensor));
                    assertTrue(apart < most, parameter + " " + apart);
                }
            }
        }
    }

    static EditTokens tokens(GoldenCase golden) {
        List<TokenPair> safe = new ArrayList<>();
        List<TokenPair> unsafe = new ArrayList<>();
        List<TokenPair> constraints = new ArrayList<>();
        for (JsonNode one : golden.inputs().path("instances")) {
            int[] prompt = GoldenCase.ids(one.path("prompt"));
            safe.add(new TokenPair(prompt, GoldenCase.ids(one.path("safe"))));
            unsafe.add(new TokenPair(prompt, GoldenCase.ids(one.path("unsafe"))));
        }
        for (JsonNode one : golden.inputs().path("constraints")) {
            constraints.add(
                    new TokenPair(
                            GoldenCase.ids(one.path("prompt")),
                            GoldenCase.ids(one.path("answer"))));
        }
        return new EditTokens(safe, unsafe, constraints);
    }

    private static List<Region> regions(JsonNode neurons) {
        Map<Integer, List<Integer>> blocks = new TreeMap<>();
        for (int[] one : GoldenCase.rows(neurons)) {
            blocks.computeIfAbsent(one[0], block -> new ArrayList<>()).add(one[1]);
        }
        return blocks.entrySet().stream().map(b -> new Region(b.getKey(), b.getValue())).toList();
    }

    /** Labels without their padding, which the reference marks by -100. */
    private static List<int[]> labels(JsonNode rows) {
        return GoldenCase.rows(rows);
    }

    private static void close(
            JsonNode want, String name, Map<String, Double> seen, String term, double tolerance) {
        assertEquals(want.path(name).asDouble(), seen.getOrDefault(term, 0.0), tolerance, term);
    }

    private static void close(
            JsonNode want, int step, Map<String, Double> seen, String term, double tolerance) {
        assertEquals(
                want.get(step).asDouble(),
                seen.getOrDefault(term, Double.NaN),
                tolerance,
                term + " at step " + step);
    }

    private static long changed(Delta delta, String name) {
        return change(delta, name).changed();
    }

    private static Change change(Delta delta, String name) {
        Change change = delta.changes().get(name);
        if (change == null) {
            throw new AssertionError(name + " did not change");
        }
        return change;
    }

    /** after − before of one tensor, flat. */
    private static float[] whole(Delta delta, String name) {
        Change change = change(delta, name);
        float[] before = GoldenCase.floats(ByteBuffer.wrap(change.before()));
        float[] after = GoldenCase.floats(ByteBuffer.wrap(change.after()));
        long size = change.shape().stream().reduce(1L, (a, b) -> a * b);
        float[] out = new float[(int) size];
        long[] places = change.places();
        for (int i = 0; i < before.length; i++) {
            out[places == null ? i : (int) places[i]] = after[i] - before[i];
        }
        return out;
    }

    private static float[] columns(Delta delta, String name, Region region) {
        float[] all = whole(delta, name);
        int kept = region.neurons().size();
        int width = change(delta, name).shape().get(1).intValue();
        float[] out = new float[all.length / width * kept];
        for (int row = 0; row < all.length / width; row++) {
            for (int i = 0; i < kept; i++) {
                out[row * kept + i] = all[row * width + region.neurons().get(i)];
            }
        }
        return out;
    }
}
