package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Numerical;
import dev.pke.model.folder.GenerationRules;
import dev.pke.model.setting.Sampling;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers do not depend on their neighbours, stop where they should, and say what was cut. */
@Numerical
class GenerationTest {
    private static final List<int[]> PROMPTS =
            List.of(new int[] {1, 5, 9, 12}, new int[] {1, 7}, new int[] {1, 30, 31, 32, 33, 34});

    /**
     * Tokens, not logits, which may differ in their last bits with the size of a batch: the best of
     * these models' logits stand further apart than that.
     */
    @Test
    void anAnswerIsTheSameAloneAndBesideOthers() {
        try (var model = LanguageModel.open(Golden.folder("llama3-gqa"))) {
            for (Sampling sampling : List.of(Sampling.greedy(), new Sampling(0.8, 20, 0.9, 7))) {
                var settings = GenerationSettings.greedy(12).with(sampling);
                List<Answer> together = model.generateUnstopped(PROMPTS, settings);
                List<Answer> byTwo = model.generateUnstopped(PROMPTS, settings.batches(2));
                List<Answer> byOne = model.generateUnstopped(PROMPTS, settings.batches(1));
                assertEquals(together, byTwo);
                assertEquals(together, byOne);
            }
        }
    }

    @Test
    void aSeedDecidesTheDraws() {
        try (var model = LanguageModel.open(Golden.folder("qwen2"))) {
            var hot = GenerationSettings.greedy(16).with(new Sampling(1.5, 0, 1, 1));
            var other = GenerationSettings.greedy(16).with(new Sampling(1.5, 0, 1, 2));
            assertEquals(
                    model.generateUnstopped(PROMPTS, hot), model.generateUnstopped(PROMPTS, hot));
            assertNotEquals(
                    model.generateUnstopped(PROMPTS, hot), model.generateUnstopped(PROMPTS, other));
        }
    }

    @Test
    void theLikeliestTokenAloneIsGreedyWhateverTheTemperature() {
        try (var model = LanguageModel.open(Golden.folder("qwen2"))) {
            var greedy = GenerationSettings.greedy(10);
            for (Sampling one : List.of(new Sampling(3, 1, 1, 5), new Sampling(3, 0, 1e-9, 5))) {
                assertEquals(
                        model.generateUnstopped(PROMPTS, greedy),
                        model.generateUnstopped(PROMPTS, greedy.with(one)));
            }
        }
    }

    @Test
    void anAnswerEndsAtAStopTokenAndIsStreamedUntilThen() {
        try (var model = LanguageModel.open(Golden.folder("llama-mha"))) {
            var settings = GenerationSettings.greedy(24);
            List<Answer> all = model.generateUnstopped(PROMPTS, settings);
            int stop = all.get(1).tokens().get(5);
            List<Integer> heard = new ArrayList<>();
            List<Answer> stopped =
                    model.generate(
                            PROMPTS,
                            settings,
                            (prompt, token) -> {
                                if (prompt == 1) {
                                    heard.add(token);
                                }
                            },
                            GenerationRules.endingAt(List.of(stop, 2)));
            for (int i = 0; i < PROMPTS.size(); i++) {
                List<Integer> whole = all.get(i).tokens();
                int first = whole.size();
                for (int t = whole.size() - 1; t >= 0; t--) {
                    first = whole.get(t) == stop || whole.get(t) == 2 ? t : first;
                }
                assertEquals(whole.subList(0, first), stopped.get(i).tokens());
                boolean ended = first < whole.size();
                assertEquals(ended ? Answer.Stop.END : Answer.Stop.LENGTH, stopped.get(i).stop());
            }
            assertEquals(stopped.get(1).tokens(), heard);
            assertTrue(heard.size() <= 5);
        }
    }

    @Test
    void aPromptTooLongIsCutFromTheLeftAndSaysSo() {
        try (var model = LanguageModel.open(Golden.folder("gpt2"))) {
            int[] prompt = new int[150]; // the context is 128
            for (int i = 0; i < prompt.length; i++) {
                prompt[i] = 3 + i;
            }
            var settings = GenerationSettings.greedy(8);
            Answer answer = model.generateUnstopped(List.of(prompt), settings).getFirst();
            assertEquals(150 - (128 - 8), answer.cut());
            int[] kept = Arrays.copyOfRange(prompt, 30, 150);
            Answer same = model.generateUnstopped(List.of(kept), settings).getFirst();
            assertEquals(same.tokens(), answer.tokens());
            assertEquals(0, same.cut());
        }
    }

    @Test
    void anAnswerLongerThanTheContextIsRefused() {
        try (var model = LanguageModel.open(Golden.folder("gpt2"))) {
            String line =
                    Faults.line(
                            () -> model.generateUnstopped(PROMPTS, GenerationSettings.greedy(128)));
            assertTrue(line.contains("leave no room"), line);
        }
    }
}
