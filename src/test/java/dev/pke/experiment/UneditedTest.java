package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

/** What a process remembers of models as they were. */
class UneditedTest {
    private static final Answer ANSWER = new Answer(List.of(1), Answer.Stop.END, 0);

    private final Unedited unedited = new Unedited();

    @Test
    void aSecondRunOverALargeTestFindsEveryAnswerOfTheFirst() {
        for (int run = 1; run <= 2; run++) {
            for (int chunk = 0; chunk < 1000; chunk++) {
                ask(chunk, 16);
            }
        }
        assertEquals(1000, unedited.made());
    }

    @Test
    void whatIsTooMuchToKeepIsMadeAgain() {
        ask(0, 1);
        ask(1, 20_000);
        ask(0, 1);
        assertEquals(3, unedited.made());
        ask(0, 1);
        assertEquals(3, unedited.made());
    }

    private void ask(int first, int size) {
        List<int[]> prompts = Collections.nCopies(size, new int[] {first});
        var made =
                unedited.of(
                        "m",
                        prompts,
                        GenerationSettings.greedy(4),
                        () -> Collections.nCopies(size, ANSWER));
        assertEquals(size, made.size());
    }
}
