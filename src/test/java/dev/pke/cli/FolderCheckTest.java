package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.conformance.CheckRows;
import dev.pke.conformance.Conformance;
import dev.pke.conformance.FolderCheck;
import dev.pke.model.LanguageModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders as they are published are computed as transformers does, or refused. */
class FolderCheckTest {
    private static final Path FOLDERS = Path.of("src/test/resources/golden/folders");
    @TempDir Path dir;

    static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            return folders.filter(FolderCheck::knows)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aFolderIsComputedAsTransformersDoesOrRefused(String name) {
        List<CheckRows.Row> rows = Conformance.check(FOLDERS.resolve(name), LanguageModel::open);
        assertFalse(rows.isEmpty());
        rows.forEach(row -> assertTrue(row.passes(), row.text()));
    }

    @Test
    void aRefusalInOtherWordsFails() throws IOException {
        for (String file : List.of("config.json", "model.safetensors")) {
            Files.copy(FOLDERS.resolve("l-heads-wrong").resolve(file), dir.resolve(file));
        }
        Files.writeString(
                dir.resolve("case.json"), "{\"expect\": \"refusal\", \"says\": \"elephants\"}");
        assertEquals(Exit.FAILED, Main.run("check", dir.toString()));
        Files.writeString(
                dir.resolve("case.json"), "{\"expect\": \"refusal\", \"says\": \"head\"}");
        assertEquals(Exit.OK, Main.run("check", dir.toString()));
    }
}
