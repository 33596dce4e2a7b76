package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The conformance runner passes every case we hold, and fails what is off. */
class CheckTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama-mha",
                "llama3-gqa",
                "mistral",
                "qwen2",
                "qwen3",
                "gemma2",
                "gpt2",
                "roberta-cls",
                "dinm-llama",
                "dinm-mistral",
                "dinm-gpt2",
                "pke",
                "pke-v1"
            })
    void everyQuantityOfACaseHolds(String name) {
        List<CheckRows.Row> rows =
                CheckCommand.check(CheckCase.read(GOLDEN.resolve(name)), new ModelMixin());
        assertTrue(rows.size() >= 3, rows.size() + " quantities");
        rows.forEach(row -> assertTrue(row.passes(), row.text()));
    }

    @Test
    void anotherModelFailsWithExitCodeOne() throws IOException {
        Path other = Files.createDirectory(dir.resolve("other"));
        for (String file : List.of("config.json", "inputs.json", "expected.json")) {
            Files.copy(GOLDEN.resolve("qwen2").resolve(file), other.resolve(file));
        }
        Files.copy(
                GOLDEN.resolve("qwen2/expected.safetensors"),
                other.resolve("expected.safetensors"));
        byte[] weights = Files.readAllBytes(GOLDEN.resolve("qwen2/model.safetensors"));
        weights[weights.length - 1] ^= 1 << 4; // an exponent's bit of the last tensor's last number
        Files.write(other.resolve("model.safetensors"), weights);
        assertEquals(Main.FAILED, Main.run("check", other.toString()));
    }

    @Test
    void aFolderThatIsNoCaseIsToldInOneLine() {
        assertEquals(Main.USAGE, Main.run("check", dir.toString()));
    }
}
