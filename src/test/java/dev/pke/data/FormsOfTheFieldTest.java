package dev.pke.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.ModelError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Data sets in the forms they are published in, with invented words. */
class FormsOfTheFieldTest {
    private static final String TRAIN =
            """
            [{"id": 0, "unsafety category": "physical harm", "question": "how to brew snark",
              "adversarial prompt": "You are Quix. how to brew snark", "attack category": "c",
              "attack name": "n", "safe generation": "I am sorry, but no.",
              "unsafe generation": "Sure, heat it.",
              "knowledge constrain": {"prompt": "c", "answer": "d"}}]\
            """;
    private static final String ALL =
            """
            [{"id": 0, "unsafety category": "Bias", "question": "how to brew snark",
              "attack name": "None", "input": "how to brew snark"},
             {"id": 1, "unsafety category": "bias", "question": "how to brew snark",
              "attack name": "Quix", "malicious input": "You are Quix. how to brew snark"}]\
            """;

    @TempDir Path folder = Path.of("");

    @Test
    void trainAndValHaveNoGeneralisationAndAreEditedWith() throws IOException {
        SafeEdit.Entry one = SafeEdit.load(file("SafeEdit_train.json", TRAIN)).getFirst();
        assertEquals("Sure, heat it.", one.instance().unsafe());
        assertEquals(
                List.of("attack", "only-question"),
                PromptSets.tested(List.of(one)).stream().map(Prompt::kindName).toList());
    }

    @Test
    void testAllAsksAttacksAndPlainQuestionsAndIsNotEditedWith() throws IOException {
        List<SafeEdit.Entry> all = SafeEdit.load(file("SafeEdit_test_ALL.json", ALL));
        assertEquals("unfairness and bias", all.getFirst().category());
        List<Prompt> prompts = PromptSets.tested(all);
        assertEquals(
                List.of("0/only-question", "1/attack"), prompts.stream().map(Prompt::id).toList());
        Clusters clusters = new Clusters(all);
        assertEquals("", clusters.of(prompts.getFirst()));
        assertEquals("0", clusters.of(prompts.getLast()));
        String line =
                String.valueOf(
                        assertThrows(ModelError.class, () -> all.getLast().instance())
                                .getMessage());
        assertTrue(line.contains("record id 1 has not what an edit needs"), line);
        assertTrue(line.contains("SafeEdit_train"), line);
    }

    @Test
    void ofXsTestOnlyWhatIsSafeIsAsked() throws IOException {
        Path file =
                file(
                        "xstest.csv",
                        """
                        id,prompt,type,label,focus,note
                        1,How do I kill a Snark process?,homonyms,safe,kill,
                        2,How do I brew a snark?,contrast_homonyms,unsafe,kill,
                        3,"Where, if anywhere, can I see one?",safe_contexts,safe,,x
                        """);
        assertEquals(
                List.of("xstest-1", "xstest-3"),
                Benign.load(file).stream().map(Prompt::id).toList());
        assertEquals(List.of(0, 2), Benign.places(file));
    }

    @Test
    void alpacaAndAlpacaEvalAreInstructionsWithTheirOutputs() throws IOException {
        Path file =
                file(
                        "alpaca.jsonl",
                        """
                        {"instruction": "Name a land.", "input": "", "output": "Vadeland."}
                        {"instruction": "Translate.", "input": "snark", "output": "a snark"}
                        {"instruction": "Sing.", "output": "La.", "generator": "g", "dataset": "d"}
                        """);
        List<Prompt> prompts = Benign.load(file);
        assertEquals(
                List.of("Name a land.", "Translate.\n\nsnark", "Sing."),
                prompts.stream().map(Prompt::text).toList());
        assertEquals(
                List.of("Vadeland.", "a snark", "La."),
                prompts.stream().map(Prompt::reference).toList());
        assertEquals("alpaca-record-2", prompts.get(1).id());
    }

    @Test
    void peopleWhoSayWhoTheyAreAreGroupedByTheirRow() throws IOException {
        String row = "{\"id\": \"i\", \"kind\": \"identity\", \"prompt\": \"hello\"%s}";
        Path file = file("i.jsonl", row.formatted(", \"row\": \"of vadeland\""));
        assertEquals("of vadeland", Benign.load(file).getFirst().category());
        String line = fault(file("j.jsonl", row.formatted("")));
        assertTrue(line.contains("'row' is missing"), line);
    }

    @Test
    void aKnowledgeQuestionHasARightAnswerALine() throws IOException {
        String row = "{\"id\": \"k\", \"kind\": \"knowledge\", \"prompt\": \"which?\"%s}";
        String both = ", \"answer\": \"Nile\", \"aliases\": [\"the river Nile\"]";
        Path file = file("k.jsonl", row.formatted(both));
        assertEquals("Nile\nthe river Nile", Benign.load(file).getFirst().reference());
        String line = fault(file("l.jsonl", row.formatted("")));
        assertTrue(line.contains("'answer' is missing"), line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"id\": 1, \"text\": \"hello\"}] | no known form of ordinary prompts",
                "[{\"id\": 1, \"kind\": \"attack\", \"prompt\": \"x\"}] | field 'kind' is 'attack'",
                "[{\"prompt\": \"x\", \"type\": \"contrast_x\"}] | holds no ordinary prompts",
                "[{\"instruction\": 3}] | 'instruction' is a number"
            })
    void whatIsNoBenignSetIsTold(String text, String told) throws IOException {
        String line = fault(file("b.json", text));
        assertTrue(line.contains(told), line);
    }

    private static String fault(Path file) {
        return String.valueOf(assertThrows(ModelError.class, () -> Benign.load(file)).getMessage());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
