package dev.pke.locate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.GoldenCase;
import dev.pke.Numerical;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.Trace;
import dev.pke.model.setting.Settings;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds every locator against public code's numbers in float64. */
@Numerical
class LocatorGoldenTest {
    /** The references are float64, ours f32: a share of a sum, a hundred roundings and more. */
    private static final double SHARE = 1e-5;

    /** Gradients and attributions below 1, forth and back through the blocks: ninety roundings. */
    private static final float ABSOLUTE = 5e-6f;

    @ParameterizedTest
    @CsvSource({"budget02, 0.02", "budget10_cap, 0.10"})
    void pkeScoresAndChoosesAsItsReference(String run, double budget) {
        GoldenCase golden = GoldenCase.of("pke-v1");
        try (LanguageModel model = LanguageModel.open(golden.folder())) {
            Settings settings = new PkeLocator().defaults().with(Map.of("budget", budget));
            Location found = PkeLocator.locate(model, tokens(golden), settings, Progress.none());
            for (String table : found.tables().keySet()) {
                float[] seen = GoldenCase.flat(found.tables().getOrDefault(table, new float[1][0]));
                double apart = GoldenCase.relative(seen, golden.tensor(table));
                assertTrue(apart < SHARE, table + " " + apart);
            }
            List<List<Integer>> chosen = new ArrayList<>();
            for (Region region : found.regions()) {
                region.neurons().forEach(neuron -> chosen.add(List.of(region.block(), neuron)));
            }
            List<List<Integer>> expected = new ArrayList<>();
            GoldenCase.rows(golden.expected().path("runs").path(run).path("neurons"))
                    .forEach(pair -> expected.add(List.of(pair[0], pair[1])));
            assertEquals(expected, chosen);
            JsonNode shares = golden.expected().path("path_share_of_block");
            for (LayerScore layer : found.layers()) {
                assertEquals(shares.get(layer.block()).asDouble(), layer.value(), SHARE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dinm-llama, sdpa, left", "dinm-llama, sdpa, right",
        "dinm-llama, eager, left", "dinm-llama, eager, right",
        "dinm-mistral, sdpa, left", "dinm-mistral, eager, right",
        "dinm-gpt2, sdpa, left", "dinm-gpt2, eager, left"
    })
    void dinmMeasuresTheReferencesDistances(String name, String attention, String side) {
        GoldenCase golden = GoldenCase.of(name);
        JsonNode expected = golden.expected().path("locate").path(attention + "." + side);
        Padding padding = attention.equals("sdpa") ? Padding.ZERO : Padding.UNIFORM;
        List<int[]> rows = GoldenCase.unpadded(golden.inputs().path("locate").path(side));
        try (LanguageModel model = LanguageModel.open(golden.folder())) {
            TokenBatch all = batch(rows, side, model.pad());
            check(expected.path("batch_of_3"), DinmLocator.distances(model, all, padding));
            List<double[]> alone = new ArrayList<>();
            for (int r = 0; r < rows.size(); r += 2) {
                TokenBatch one = batch(rows.subList(r, r + 2), side, model.pad());
                alone.addAll(DinmLocator.distances(model, one, padding));
            }
            check(expected.path("one_request_per_call"), alone);
        }
    }

    private static TokenBatch batch(List<int[]> rows, String side, int pad) {
        TokenBatch batch =
                side.equals("left") ? TokenBatch.left(rows, pad) : TokenBatch.right(rows, pad);
        return batch.placed();
    }

    private static void check(JsonNode expected, List<double[]> distances) {
        for (int r = 0; r < distances.size(); r++) {
            for (int l = 0; l < distances.get(r).length; l++) {
                double want = expected.path("distances").get(r).get(l).asDouble();
                assertEquals(want, distances.get(r)[l], SHARE * want);
            }
            assertEquals(
                    expected.path("layers").get(r).asInt(), DinmLocator.first(distances.get(r)));
        }
    }

    @Test
    void theFactorsBehindAScoreAreTheReferences() {
        GoldenCase golden = GoldenCase.of("pke");
        float[] norms = golden.tensor("down_proj_grad_column_norm");
        float[] fro = golden.tensor("down_proj_grad_fro");
        float[] attribution = golden.tensor("activation_x_gradient.unsafe_completion_positions");
        try (LanguageModel model = LanguageModel.open(golden.folder())) {
            int width = model.config().intermediate();
            int blocks = model.config().blocks();
            for (int r = 0; r < 3; r++) {
                JsonNode one = golden.inputs().path("sequences").path("unsafe").get(r);
                int[] ids = GoldenCase.ids(one.path("ids"));
                int cut = one.path("prompt_len").asInt();
                TokenPair pair =
                        new TokenPair(
                                java.util.Arrays.copyOf(ids, cut),
                                java.util.Arrays.copyOfRange(ids, cut, ids.length));
                try (var _ = Scope.open();
                        Trace trace = model.trace(TokenPair.batch(List.of(pair), 2))) {
                    for (int l = 0; l < blocks; l++) {
                        int at = (r * blocks + l) * width;
                        float[] seen = trace.columnNorms(l).toFloatArray();
                        near(norms, at, seen);
                        double squares = 0;
                        for (float norm : seen) {
                            squares += (double) norm * norm;
                        }
                        assertEquals(fro[r * blocks + l], Math.sqrt(squares), ABSOLUTE);
                        float[] from =
                                trace.activations(l)
                                        .mul(trace.activationGradient(l))
                                        .get(cut + ":")
                                        .sum(new int[] {0})
                                        .toFloatArray();
                        near(attribution, at, from);
                    }
                }
            }
        }
    }

    private static void near(float[] all, int at, float[] seen) {
        assertArrayEquals(java.util.Arrays.copyOfRange(all, at, at + seen.length), seen, ABSOLUTE);
    }

    private static EditTokens tokens(GoldenCase golden) {
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
}
