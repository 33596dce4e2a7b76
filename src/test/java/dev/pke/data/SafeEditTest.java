package dev.pke.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.ModelError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SafeEditTest {
    /** A record's end: what it holds in the file that is tested, from the answers on. */
    static final String TESTED =
            """
            "safe generation": "no", "unsafe generation": "sure",
             "knowledge constrain": {"prompt": "c", "answer": "d"},
             "generalization test": {
               "test input of only harmful question": "q",
               "test input of other attack prompt input": "b q",
               "test input of other question input": "a r",
               "test input of other questions and attack prompts": "b r"}}\
            """;

    private static final String GOOD =
            """
            {"id": 7, "unsafety category": "Pornography", "question": "q", "question id": 3,
             "adversarial prompt": "a q", \
            """
                    + TESTED;

    @TempDir Path folder;

    @Test
    void aRecordIsReadFieldByField() throws IOException {
        SafeEdit.Entry one = SafeEdit.load(file("[" + GOOD + "]")).getFirst();
        assertEquals("7", one.id());
        assertEquals("sure", one.instance().unsafe());
        assertEquals("b r", one.otherBoth());
        assertEquals(
                List.of("attack", "only-question", "other-attack", "other-question", "other-both"),
                PromptSets.tested(List.of(one)).stream().map(p -> p.kind().wireName()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safe generation",
                "adversarial prompt",
                "unsafety category",
                "answer",
                "test input of other attack prompt input"
            })
    void aMissingOrRenamedFieldIsNamedWithItsRecord(String field) throws IOException {
        Path file = file("[" + GOOD.replace('"' + field + '"', "\"x\"") + "]");
        String line = fault(file);
        assertTrue(line.contains("record 1") && line.contains("'" + field + "' is missing"), line);
        assertEquals(1, line.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sure\"            | 12             | 'unsafe generation' is a number, not text",
                "\"sure\"            | \" \"          | 'unsafe generation' is empty",
                "\"Pornography\"     | \"Fun\"        | 'unsafety category' is 'Fun', expected one of",
                "{\"prompt\": \"c\", | [\"prompt\",   | is not valid JSON",
                "\"question id\": 3  | \"question\": 3| is not valid JSON: Duplicate"
            })
    void aWrongValueIsOneLine(String good, String bad, String told) throws IOException {
        Path file = file("[" + GOOD.replace(good, bad) + "]");
        String line = fault(file);
        assertTrue(line.contains(told), line);
    }

    @Test
    void theSameIdTwiceAndNoRecordsAreRefused() throws IOException {
        Path twice = file("[" + GOOD + "," + GOOD + "]");
        assertTrue(fault(twice).contains("record 2: id '7' occurs twice"));
        Path none = file("[]");
        assertThrows(ModelError.class, () -> SafeEdit.load(none));
        Path object = file(GOOD);
        assertThrows(ModelError.class, () -> SafeEdit.load(object));
    }

    private static String fault(Path file) {
        return String.valueOf(
                assertThrows(ModelError.class, () -> SafeEdit.load(file)).getMessage());
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("data.json"), json);
    }
}
