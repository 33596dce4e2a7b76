package dev.pke.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;

import dev.pke.Numerical;
import dev.pke.model.Answer;
import dev.pke.model.Faults;
import dev.pke.model.GenerationSettings;
import dev.pke.model.Golden;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.CheckpointWriter;
import dev.pke.model.weights.Compute;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Packing;
import dev.pke.model.weights.Placement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder written is the folder read, in one file or in shards, and never half there. */
@Numerical
class CheckpointTest {
    @TempDir Path dir;

    @Test
    void aSavedModelHasTheSameDigestAndConfig() throws IOException {
        try (var model = LanguageModel.open(Golden.folder("qwen2"))) {
            Path copy = dir.resolve("copy");
            model.save(copy);
            try (var again = LanguageModel.open(copy)) {
                assertEquals(model.weights().digests(), again.weights().digests());
                assertEquals(model.config(), again.config());
            }
            assertFalse(Files.exists(copy.resolve("model.safetensors.index.json")));
        }
    }

    @Test
    void shardsHoldAtMostTheirLimitAndReadBackAsOne() throws IOException {
        try (var model = LanguageModel.open(Golden.folder("gpt2"))) {
            Path copy = dir.resolve("shards");
            new CheckpointWriter(model.weights(), 300_000)
                    .write(copy, CheckpointWriter.filesBeside(Golden.folder("gpt2")));
            try (var files = Files.list(copy)) {
                long shards = files.filter(f -> f.toString().endsWith(".safetensors")).count();
                assertTrue(shards > 2, shards + " shards");
            }
            try (var again = LanguageModel.open(copy)) {
                assertEquals(model.weights().digest(), again.weights().digest());
            }
        }
    }

    @Test
    void aFolderThatExistsIsNotTouched() {
        try (var model = LanguageModel.open(Golden.folder("gpt2"))) {
            String error = Faults.line(() -> model.save(dir));
            assertTrue(error.contains("exists already"), error);
            assertEquals(0, dir.toFile().listFiles().length);
        }
    }

    @Test
    void weightsReadInBf16AreTheRoundedOnes() {
        Path folder = Golden.folder("llama-mha");
        try (var full = LanguageModel.open(folder);
                var half = LanguageModel.open(folder, ModelOptions.cpu().with(DType.BF16));
                var _ = Scope.open()) {
            assertEquals(full.weights().bytes(), 2 * half.weights().bytes());
            String name = full.weights().downName(0);
            byte[] wide = full.weights().bits(name, new long[] {5});
            byte[] narrow = half.weights().bits(name, new long[] {5});
            double exact = DType.F32.number(little(wide), 0);
            assertEquals(exact, DType.BF16.number(little(narrow), 0), Math.abs(exact) / 256);
        }
    }

    private static ByteBuffer little(byte... bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void theIndexMayNotLeadOutOfTheFolder() throws IOException {
        Files.writeString(
                dir.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"a\": \"../secret.safetensors\"}}");
        String error = Faults.line(() -> Checkpoint.open(dir));
        assertTrue(error.contains("tensor a lies in ../secret.safetensors"));
    }

    @Test
    void blocksAreSpreadOverDevicesInRuns() {
        var gpus = List.of(Device.gpu(0), Device.gpu(1), Device.gpu(2));
        var placement = new Placement(gpus, null, null, 4);
        var llama = Architecture.of(ModelConfig.read(Golden.folder("llama-mha")));
        assertEquals("cuda:0", placement.device(llama, "model.embed_tokens.weight"));
        assertEquals("cuda:0", placement.device(llama, "model.layers.1.mlp.up_proj.weight"));
        assertEquals("cuda:1", placement.device(llama, "model.layers.2.mlp.up_proj.weight"));
        assertEquals("cuda:2", placement.device(llama, "model.layers.3.mlp.up_proj.weight"));
        assertEquals("cuda:2", placement.device(llama, "lm_head.weight"));
    }

    @Test
    void aDeviceThatIsNotThereIsToldBeforeAnythingIsLoaded() {
        var options = new ModelOptions("cuda:97", null, Compute.STORED, Packing.none());
        String error = Faults.line(() -> LanguageModel.open(Golden.folder("gpt2"), options));
        assertTrue(error.startsWith("device cuda:97 is not there"), error);
    }

    @Test
    void aModelOutlivesTheScopeItWasOpenedIn() {
        LanguageModel model;
        try (var _ = Scope.open()) {
            model = LanguageModel.open(Golden.folder("gpt2"));
        }
        try (model) {
            List<Answer> answers =
                    model.generateUnstopped(
                            List.of(new int[] {5, 6}), GenerationSettings.greedy(3));
            assertEquals(3, answers.getFirst().tokens().size());
        }
    }
}
