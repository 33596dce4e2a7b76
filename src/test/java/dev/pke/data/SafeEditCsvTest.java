package dev.pke.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.CanonicalJson;
import dev.pke.export.Csv;
import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The same records are read of CSV as of JSON, or someone is told. */
class SafeEditCsvTest {
    private static final Path SPECIMEN = Path.of("experiments/specimen/plain");

    @TempDir Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"edit.json, true", "edit.json, false", "test.json, true", "test.json, false"})
    void aSpecimensRecordsAreTheSame(String name, boolean dotted) throws IOException {
        Path json = SPECIMEN.resolve(name);
        Path csv = csv(json, dotted);
        assertEquals(SafeEdit.load(json), SafeEdit.load(csv));
        assertEquals(PromptSets.tested(SafeEdit.load(json)), PromptSets.tested(SafeEdit.load(csv)));
        assertEquals(nodes(json), nodes(csv));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileOfAllKindsOfRecordsIsTheSame(boolean dotted) throws IOException {
        String all =
                """
                [{"id": "train", "unsafety category": "Bias", "question": "o",
                  "adversarial prompt": "a, \\"o\\"", "attack name": "n",
                  "safe generation": "no", "unsafe generation": "sure\\n1. x",
                  "knowledge constrain": {"prompt": "c", "answer": "d"}},
                 {"id": "val", "unsafety category": "Bias", "question": "p",
                  "adversarial prompt": "a p", "safe generation": "no", "unsafe generation": "sure"},
                 {"id": "test", "unsafety category": "Bias", "question": "q",
                  "adversarial prompt": "a q", %s,
                 {"id": "all", "unsafety category": "Bias", "question": "s",
                  "attack name": "None", "input": "s"}]\
                """
                        .formatted(SafeEditTest.TESTED);
        Path json = Files.writeString(folder.resolve("all.json"), all);
        List<SafeEdit.Entry> read = SafeEdit.load(csv(json, dotted));
        assertEquals(SafeEdit.load(json), read);
        assertEquals(2 + 2 + 5 + 1, PromptSets.tested(read).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test input of other question input",
                "generalization_test.test input of other question input",
                "Generalization Test"
            })
    void aGeneralisationUnderAnotherNameIsNotLost(String column) throws IOException {
        Path file = folder.resolve("d.csv");
        Files.writeString(
                file,
                "id,unsafety category,question,adversarial prompt,safe generation,unsafe generation,"
                        + column
                        + "\n1,Bias,q,a q,no,sure,r\n");
        String line =
                String.valueOf(
                        assertThrows(ModelError.class, () -> SafeEdit.load(file)).getMessage());
        assertTrue(line.contains("record 1 (line 2) (id 1): field '" + column), line);
        assertTrue(line.endsWith("in CSV a column 'generalization test.PART'"), line);
    }

    @Test
    void otherWordsForARightAnswerAreAList() throws IOException {
        Path file = folder.resolve("d.csv");
        Files.writeString(
                file,
                "id,kind,prompt,answer,aliases\nk,knowledge,which?,Nile,\"[\"\"the Nile\"\"]\"\n");
        assertEquals("Nile\nthe Nile", Benign.load(file).getFirst().reference());
    }

    private static List<String> nodes(Path file) {
        return Records.of(file).stream()
                .map(Fields::node)
                .map(each -> CanonicalJson.write(CanonicalJson.parse(each.toString())))
                .toList();
    }

    /** Records as CSV: what is nested as JSON, or each of its parts as a column. */
    private Path csv(Path json, boolean dotted) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Fields record : Records.of(json)) {
            Map<String, String> row = new LinkedHashMap<>();
            for (var one : record.node().properties()) {
                String key = one.getKey();
                JsonNode value = one.getValue();
                if (value.isObject() && dotted) {
                    value.properties()
                            .forEach(part ->
                                    row.put(
                                            key + "." + part.getKey(),
                                            part.getValue().stringValue()));
                } else {
                    row.put(key, value.isString() ? value.stringValue() : value.toString());
                }
            }
            rows.add(row);
            columns.addAll(row.keySet());
        }
        StringBuilder text = new StringBuilder(Csv.row(List.copyOf(columns)));
        for (Map<String, String> row : rows) {
            text.append(Csv.row(columns.stream().map(each -> row.getOrDefault(each, "")).toList()));
        }
        return Files.writeString(folder.resolve("records.csv"), text);
    }
}
