package dev.pke.model.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.Frozen;
import dev.pke.model.Golden;
import dev.pke.model.LanguageModel;
import dev.pke.model.Likelihood;
import dev.pke.model.Pass;
import dev.pke.model.Scored;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A neuron's place in a tensor is what its family says, never what the name looks like. */
class NeuronLayoutTest {
    /** An element (row, column) of a tensor, and the neuron it belongs to; -1 for none. */
    @ParameterizedTest
    @CsvSource({
        "llama-mha, model.layers.1.mlp.down_proj.weight, 3, 5, 5",
        "llama-mha, model.layers.1.mlp.up_proj.weight, 3, 5, 3",
        "llama-mha, model.layers.1.self_attn.q_proj.weight, 3, 5, -1",
        "llama-mha, model.layers.9.mlp.up_proj.weight, 3, 5, -1",
        "gpt2, transformer.h.0.mlp.c_fc.weight, 3, 5, 5",
        "gpt2, transformer.h.0.mlp.c_proj.weight, 3, 5, 3",
        "gpt2, transformer.h.0.attn.c_proj.weight, 3, 5, -1",
        "phi3, model.layers.0.mlp.gate_up_proj.weight, 3, 5, 3",
        "phi3, model.layers.0.mlp.gate_up_proj.weight, 67, 5, 3",
        "phi3, model.layers.0.mlp.down_proj.weight, 3, 5, 5",
        "phi3, model.layers.0.self_attn.qkv_proj.weight, 3, 5, -1",
        "roberta-cls, roberta.encoder.layer.0.output.dense.weight, 3, 5, 5",
        "roberta-cls, roberta.encoder.layer.0.intermediate.dense.weight, 3, 5, 3",
        "roberta-cls, roberta.encoder.layer.0.attention.output.dense.weight, 3, 5, -1",
        "folders/gpt2-official-names, h.0.mlp.c_fc.weight, 3, 5, 5",
    })
    void anElementBelongsToItsNeuron(String folder, String tensor, int row, int column, int want) {
        Path path = Golden.folder(folder);
        Map<String, TensorInfo> tensors =
                SafetensorsFile.open(path.resolve("model.safetensors")).tensors();
        NeuronLayout layout = NeuronLayout.of(path, tensors.keySet());
        TensorInfo info = tensors.get(tensor);
        List<Long> shape = info == null ? List.of(9L, 9L) : info.shape();
        int seen =
                layout.axis(tensor, shape)
                        .map(axis -> axis.neuron(row * shape.get(1) + column))
                        .orElse(-1);
        assertEquals(want, seen);
    }

    /** Every family's gradient at columns of W, packed blocks one by one, is that of one graph. */
    @ParameterizedTest
    @CsvSource({"gemma", "gemma2", "gemma3_text", "phi3", "smollm3", "olmo2", "granite", "qwen3"})
    void aGradientThroughBlocksIsThatOfTheWholeGraph(String family) {
        try (LanguageModel model = LanguageModel.open(Golden.folder(family));
                var _ = Scope.open();
                Frozen frozen = model.frozen(0)) {
            List<int[]> prompts = List.of(new int[] {5, 9, 12}, new int[] {7, 100});
            TokenBatch batch =
                    TokenBatch.scored(prompts, List.of(new int[] {30}, prompts.get(0)), 0);
            Patch patch =
                    Patch.columns(
                            List.of(
                                    model.leaf(new Region(0, List.of(3, 60))),
                                    model.leaf(new Region(1, List.of(9)))));
            int[] labels = batch.scoredLabels();
            Pass pass = frozen.tail(batch, batch.predicting()).pass(patch);
            Scored seen =
                    model.unembedding()
                            .likelihood(pass.states(), labels, Likelihood.NLL, Pull.GRADIENT, 1);
            var back = pass.gradients(java.util.Objects.requireNonNull(seen.gradient()));
            var loss = model.losses().nll(model.logits(batch, batch.predicting(), patch), labels);
            assertEquals(loss.getFloat(), seen.value(), 1e-4);
            var plain = model.losses().gradients(loss, patch.leaves());
            for (int i = 0; i < plain.size(); i++) {
                float size = plain.get(i).norm().getFloat();
                assertTrue(size > 1e-6, "a gradient of " + size);
                assertEquals(0, back.get(i).sub(plain.get(i)).norm().getFloat() / size, 1e-3);
            }
        }
    }

    @Test
    void phi3sTensorsOfABlocksMlpAreNamedOnce() {
        try (LanguageModel model = LanguageModel.open(Golden.folder("phi3"))) {
            assertEquals(
                    "down_proj, gate_up_proj",
                    model.weights().mlpNames(0).stream()
                            .map(name -> Arrays.asList(name.split("\\.", -1)).get(4))
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }
}
