package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.data.SafeEdit;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Tokenizer;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class EditTokensTest {
    private static final Path FOLDER = Path.of("experiments/specimen/plain");
    private static final String ORDINARY = "name the land that first saw a drurbisk .";

    /** What is put together of tokens is what the model would read of the texts. */
    @Test
    void aQuestionInOtherWordsIsReadAsIfItHadBeenAskedSo() {
        EditInstance one = SafeEdit.load(FOLDER.resolve("edit.json")).getFirst().instance();
        List<Constraint> pool = List.of(new Constraint(ORDINARY, "krush ."));
        for (var template : GenerationSettings.Template.values()) {
            try (LanguageModel model =
                    LanguageModel.random(
                            "random", ModelConfig.read(FOLDER), Tokenizer.read(FOLDER), 7)) {
                EditTask task = new EditTask(List.of(one), pool, template, "");
                EditTokens tokens = EditTokens.of(model, task).depths(2).getLast();
                int[] begun = tokens.safe().getFirst().prompt();
                List<String> said =
                        List.of(
                                one.question(),
                                one.prompt(),
                                ORDINARY + " " + one.question(),
                                one.question() + " " + ORDINARY);
                for (int turn = 0; turn < said.size(); turn++) {
                    var settings = GenerationSettings.greedy(1).with(template);
                    int[] prompt = model.promptIds(said.get(turn), settings);
                    int[] asked = tokens.frames().getFirst().asked(begun, turn, 1);
                    assertEquals(prompt.length + 2, asked.length);
                    int[] read = Arrays.copyOf(asked, prompt.length);
                    assertArrayEquals(prompt, read, said.get(turn));
                }
            }
        }
    }

    @Test
    void whoseQuestionNobodyKnowsIsAskedAsItIs() {
        SafeEdit.Entry one = SafeEdit.load(FOLDER.resolve("edit.json")).getFirst();
        try (LanguageModel model =
                LanguageModel.random(
                        "random", ModelConfig.read(FOLDER), Tokenizer.read(FOLDER), 7)) {
            for (String question : List.of("", "what nobody asks")) {
                assertEquals(List.of(), frames(model, asking(one, question).instance()));
            }
            EditInstance known = one.instance();
            assertEquals(1, frames(model, known).size());
            var grown =
                    new EditInstance(
                            "id", "", known.question(), "how is it done ?", "no", "sure", "c", "c");
            assertEquals(1, frames(model, grown).size(), "what grows may ask in other words");
        }
    }

    private static SafeEdit.Entry asking(SafeEdit.Entry one, String question) {
        return new SafeEdit.Entry(
                one.id(),
                one.category(),
                question,
                one.attack(),
                one.safe(),
                one.unsafe(),
                one.constraintPrompt(),
                one.constraintAnswer(),
                "",
                "",
                "",
                "");
    }

    private static List<EditTokens.Framing> frames(LanguageModel model, EditInstance one) {
        EditTask task = new EditTask(List.of(one), List.of(), GenerationSettings.Template.ON, "");
        return EditTokens.of(model, task).frames();
    }
}
