package dev.pke.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Numerical;
import dev.pke.cli.Exit;
import dev.pke.cli.Main;
import dev.pke.conformance.Conformance;
import dev.pke.model.LanguageModel;
import dev.pke.model.checkpoint.Json;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.torch.DType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** An imported GGUF file is the model, the tokenizer and the template that it was made from. */
class ModelImportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/gguf");

    @TempDir Path dir;

    @Numerical
    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3", "qwen2", "qwen3", "gemma2", "phi3"})
    void anImportedModelHasTheWeightsLogitsAnswersAndTokensOfItsSource(String name)
            throws IOException {
        Path golden = GOLDEN.resolve(name);
        Path to = dir.resolve(name);
        assertEquals(Exit.OK, imported(golden, to, "f32"));
        for (String file : new String[] {"case.json", "expected.safetensors"}) {
            Files.copy(golden.resolve(file), to.resolve(file));
        }
        Json expected = Json.read(golden.resolve("case.json"));
        SortedMap<String, String> wanted = new TreeMap<>();
        expected.node()
                .path("weights")
                .properties()
                .forEach(e -> wanted.put(e.getKey(), e.getValue().asString()));
        SortedMap<String, String> seen = new TreeMap<>();
        weights(to).forEach((tensor, raw) -> seen.put(tensor, sha(raw.bits())));
        assertEquals(wanted, seen);
        var rows = Conformance.check(to, LanguageModel::open);
        assertTrue(rows.size() >= 2 + expected.node().path("texts").size());
        rows.forEach(row -> assertTrue(row.passes(), row.text()));
        try (LanguageModel model = LanguageModel.open(to)) {
            assertEquals(
                    "<|user|>hills<|end|><|assistant|>",
                    model.template().orElseThrow().render("hills"));
            assertEquals(1, model.tokenizer().encodePlain("<|end|>").length);
        }
    }

    private static int imported(Path golden, Path to, String dtype) {
        String file = golden.resolve("model.gguf").toString();
        return Main.run("model", "import", file, "--to", to.toString(), "--dtype", dtype);
    }

    private static Map<String, RawTensor> weights(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("model.safetensors"));
        return Safetensors.read("model", bytes).tensors();
    }

    private static String sha(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Norms are stored as f32 beside matrices in bf16 or f16: all are written so if they fit. */
    @Test
    void floatWeightsKeepTheKindTheyAreStoredInWhereItHoldsThemAll() throws IOException {
        for (String name : new String[] {"llama3", "llama"}) {
            String file = GOLDEN.resolve(name).resolve("model.gguf").toString();
            Path to = dir.resolve(name);
            assertEquals(Exit.OK, Main.run("model", "import", file, "--to", to.toString()));
            // the norms of these were drawn as f32 and fit nothing narrower
            weights(to).values().forEach(t -> assertEquals(DType.F32, t.dtype()));
        }
    }

    @Test
    void weightsAreRoundedToTheKindThatIsAskedFor() throws IOException {
        assertEquals(Exit.OK, imported(GOLDEN.resolve("llama"), dir.resolve("f32"), "f32"));
        Map<String, RawTensor> wide = weights(dir.resolve("f32"));
        for (String kind : new String[] {"bf16", "f16"}) {
            Path to = dir.resolve(kind);
            assertEquals(Exit.OK, imported(GOLDEN.resolve("llama"), to, kind));
            DType dtype = DType.parse(kind);
            double step = dtype == DType.BF16 ? 0x1p-8 : 0x1p-11; // half a unit in the last place
            weights(to)
                    .forEach((name, narrow) -> {
                        assertEquals(dtype, narrow.dtype());
                        double[] want = Objects.requireNonNull(wide.get(name)).numbers();
                        double[] seen = narrow.numbers();
                        for (int i = 0; i < want.length; i++) {
                            double most = Math.max(step * Math.abs(want[i]), 0x1p-25);
                            assertEquals(want[i], seen[i], most, name);
                        }
                    });
            try (LanguageModel model = LanguageModel.open(to)) {
                assertEquals(dtype, model.weights().dtype("model.norm.weight"));
            }
        }
    }

    @Test
    void whatIsThereAlreadyIsKept() throws IOException {
        Path to = Files.createDirectory(dir.resolve("there"));
        Files.writeString(to.resolve("mine"), "mine");
        assertEquals(Exit.USAGE, imported(GOLDEN.resolve("llama"), to, "f32"));
        assertEquals(Exit.USAGE, imported(GOLDEN.resolve("none"), dir.resolve("new"), "f32"));
        assertFalse(Files.exists(dir.resolve("new")));
        assertEquals("mine", Files.readString(to.resolve("mine")));
    }
}
