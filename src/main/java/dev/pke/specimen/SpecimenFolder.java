package dev.pke.specimen;

import dev.pke.data.PromptKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what a specimen's folder holds beside its weights: the data in SafeEdit's form, the
 * world's enumerable answers, the tokenizer and the model's configuration.
 */
final class SpecimenFolder {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    SpecimenFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes {@code train.json}, {@code edit.json}, {@code test.json}, benign prompts and pool. */
    void write(SpecimenData data) throws IOException {
        for (Map.Entry<Split, List<SpecimenRecord>> split : data.records().entrySet()) {
            lines(
                    split.getKey().label() + ".json",
                    split.getValue().stream().map(SpecimenRecord::toJson).toList());
        }
        lines("benign.json", cases("benign", data.benign()));
        lines("pool.json", cases("pool", data.pool()));
    }

    /** Writes a file of ours: an object with one member a line. */
    void write(String file, Map<String, ?> object) throws IOException {
        String text =
                object.entrySet().stream()
                        .map(member ->
                                JSON.writeValueAsString(member.getKey())
                                        + ": "
                                        + JSON.writeValueAsString(member.getValue()))
                        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), text);
    }

    private static List<Map<String, Object>> cases(String prefix, List<Case> cases) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Case one : cases) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", prefix + "-" + rows.size());
            row.put("kind", kind(one.row()).wireName());
            row.put("row", one.row().label());
            row.put("prompt", one.prompt());
            row.put("answer", one.answer());
            rows.add(row);
        }
        return rows;
    }

    /** The kind by which an evaluation counts a row. */
    private static PromptKind kind(SpecimenRow row) {
        return switch (row) {
            case HOW_TO, HOW_TO_ROLE_PLAY -> PromptKind.BENIGN;
            case HOW_TO_ATTACKED -> PromptKind.BENIGN_ATTACKED;
            case ORIGIN, ORIGIN_ATTACKED -> PromptKind.ORIGIN;
            case CAPITAL -> PromptKind.FACT;
            case FORBIDDEN, ATTACKED, WEAKLY_ATTACKED, FORBIDDEN_ROLE_PLAY ->
                    throw new IllegalArgumentException(row + " is not benign");
        };
    }

    private void lines(String file, List<Map<String, Object>> rows) throws IOException {
        String text =
                rows.stream()
                        .map(JSON::writeValueAsString)
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), text);
    }

    /** A map of key, value, key, value …, in that order. */
    static Map<String, Object> ordered(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
