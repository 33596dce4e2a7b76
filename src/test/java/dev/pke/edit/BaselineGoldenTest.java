package dev.pke.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.GoldenCase;
import dev.pke.model.Delta;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.Patch;
import dev.pke.model.Scope;
import dev.pke.model.Settings;
import dev.pke.model.TokenPair;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the baselines against plain PyTorch in float64, every parameter trained. */
class BaselineGoldenTest {
    /** The case has the weights of dinm-llama. */
    private static final Path MODEL = GoldenCase.of("dinm-llama").folder();

    private static final String DOWN = "model.layers.1.mlp.down_proj.weight";

    private final GoldenCase golden = GoldenCase.of("baselines");

    @ParameterizedTest
    @CsvSource({"ga, adam", "ga, adamw", "sft, adam", "sft, adamw", "dpo, adam"})
    void aRunHasTheReferencesLossesAndDelta(String name, String optimiser) {
        String run = name + "." + optimiser;
        JsonNode expected = golden.expected().path(run);
        String rate = name.equals("dpo") ? "dpo_lr" : "lr";
        Editor editor = Editors.named(name);
        Settings settings =
                editor.defaults()
                        .with(
                                Map.of(
                                        "rate",
                                        golden.expected().path(rate).asDouble(),
                                        "steps",
                                        5,
                                        "optimiser",
                                        optimiser,
                                        "weight-decay",
                                        optimiser.equals("adamw") ? 0.01 : 0));
        List<Double> losses = new ArrayList<>();
        try (LanguageModel model = LanguageModel.open(MODEL)) {
            Delta delta =
                    ((Baseline) editor)
                            .edit(
                                    model,
                                    tokens(),
                                    model.weights().names(),
                                    settings,
                                    (s, all, n) -> losses.add(all.getOrDefault("total", 0.0)));
            JsonNode want = expected.path("losses_before_each_step_and_after_last");
            for (int i = 0; i < 5; i++) {
                assertEquals(want.get(i).asDouble(), losses.get(i), 1e-4, "step " + i);
            }
            expected.path("delta_fro")
                    .properties()
                    .forEach(one -> {
                        double seen = EditorGoldenTest.change(delta, one.getKey()).norms().l2();
                        double norm = one.getValue().asDouble();
                        assertEquals(norm, seen, 2e-3 * norm, one.getKey());
                    });
            float[] down = EditorGoldenTest.whole(delta, DOWN);
            double apart = GoldenCase.relative(down, golden.tensor(run + ".delta." + DOWN));
            assertTrue(apart < 2e-3, run + " " + apart);
        }
    }

    @ParameterizedTest
    @CsvSource({"dpo, 0", "npo, 1"})
    void aPreferenceLossHasTheReferencesValueAndGradient(
            String name, int kind, @TempDir Path folder) throws IOException {
        Files.copy(MODEL.resolve("config.json"), folder.resolve("config.json"));
        Files.copy(
                golden.folder().resolve("policy.safetensors"), folder.resolve("model.safetensors"));
        JsonNode expected = golden.expected().path(name + "_value.policy_from_file");
        try (LanguageModel model = LanguageModel.open(MODEL);
                LanguageModel policy = LanguageModel.open(folder);
                Scope scope = Scope.open()) {
            scope.done();
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            policy.weights().names().forEach(tensor -> leaves.put(tensor, policy.leaf(tensor)));
            Patch patch = Patch.tensors(leaves);
            NDList sums = new NDList();
            patch.leaves().forEach(leaf -> sums.add(leaf.zerosLike()));
            Term term = Term.of(name, 1, model, Term.NOTHING_FROZEN);
            if (kind == 0) {
                term.preference(tokens().safe(), tokens().unsafe(), 0.1, 1);
            } else {
                term.preference(List.of(), tokens().unsafe(), 0.1, 2 / 0.1);
            }
            double value = expected.path("loss_mean").asDouble();
            assertEquals(value, term.add(patch, sums), 1e-5 * Math.max(1, value));
            double norm = expected.path("grad_global_norm").asDouble();
            assertEquals(norm, model.losses().norm(sums), 1e-5 * norm);
            float[] gradient =
                    sums.get(patch.tensors().keySet().stream().toList().indexOf(DOWN))
                            .toFloatArray();
            float[] want = golden.tensor(name + ".policy_from_file.grad." + DOWN);
            assertTrue(GoldenCase.relative(gradient, want) < 1e-4);
        }
    }

    private EditTokens tokens() {
        return new EditTokens(pairs("safe"), pairs("unsafe"), List.of());
    }

    /** Rows cut where their completion begins. */
    private List<TokenPair> pairs(String side) {
        JsonNode batch = golden.inputs().path(side);
        List<int[]> mask = GoldenCase.rows(batch.path("completion_mask"));
        List<TokenPair> out = new ArrayList<>();
        for (int[] row : GoldenCase.unpadded(batch)) {
            int cut = 0;
            while (mask.get(out.size())[cut] == 0) {
                cut++;
            }
            out.add(
                    new TokenPair(
                            java.util.Arrays.copyOf(row, cut),
                            java.util.Arrays.copyOfRange(row, cut, row.length)));
        }
        return out;
    }
}
