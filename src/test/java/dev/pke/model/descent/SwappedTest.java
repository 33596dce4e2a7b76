package dev.pke.model.descent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.EditTokens.Framing;
import dev.pke.model.EditTokens.Framing.Said;
import dev.pke.model.TokenPair;
import dev.pke.model.descent.Swapped.Frames;
import dev.pke.model.descent.Swapped.Unit;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class SwappedTest {
    private static final int USER = 1;
    private static final int HOW = 2;
    private static final int SORRY = 7;
    private static final int SURE = 8;
    private static final int A = 9;
    private static final int OBJECT = 20;

    /** "user how object" answered "sure a object object-again", and 20 ordinary prompts. */
    private static EditTokens tokens() {
        int[] prompt = {USER, HOW, OBJECT};
        return new EditTokens(
                List.of(new TokenPair(prompt, new int[] {SORRY, A, OBJECT, 0})),
                List.of(new TokenPair(prompt, new int[] {SURE, HOW, OBJECT, A, OBJECT, A, 0})),
                IntStream.range(0, 20)
                        .mapToObj(i ->
                                new TokenPair(new int[] {USER, HOW, 100 + i}, new int[] {A, 0}))
                        .toList());
    }

    @Test
    void aRareWordThatWouldBeCopiedIsSwappedAllThroughForAnother() {
        List<List<TokenPair>> rounds = Swapped.of(tokens(), 8, Unit.TOKEN, Frames.OWN).rounds(4);
        assertEquals(4, rounds.size());
        // depth 1 copies HOW, which all ordinary prompts hold; depth 3 and 5 copy A, that none does
        List<TokenPair> round = rounds.getFirst();
        assertEquals(3, round.size());
        TokenPair second = round.get(0); // behind "sure how"
        int other = second.prompt()[2];
        assertArrayEquals(new int[] {USER, HOW, other, SURE, HOW}, second.prompt());
        assertArrayEquals(new int[] {SORRY, A, other, 0}, second.answer());
        assertArrayEquals(second.prompt(), Swapped.first(round).getFirst().prompt());
        assertArrayEquals(new int[] {SORRY}, Swapped.first(round).getFirst().answer());
        TokenPair fourth = round.get(1); // behind "sure how object a"
        int another = fourth.prompt()[2];
        assertArrayEquals(new int[] {USER, HOW, another, SURE, HOW, another, A}, fourth.prompt());
        int last = round.get(2).prompt()[6]; // behind "sure how object a object"
        assertArrayEquals(
                new int[] {USER, HOW, OBJECT, SURE, HOW, OBJECT, last, OBJECT},
                round.get(2).prompt());
        assertTrue(IntStream.of(other, another, last).allMatch(word -> word >= 100));
        assertNotEquals(other, another);
    }

    @Test
    void everyRoundTakesOtherWordsAndEnoughOfThemTakeAll() {
        List<Integer> words =
                Swapped.of(tokens(), 2, Unit.TOKEN, Frames.OWN).rounds(20).stream()
                        .map(round -> round.get(0).prompt()[2])
                        .toList();
        assertEquals(IntStream.range(100, 120).boxed().toList(), words);
    }

    /** The safe answer copies "object", of the question, and "a", which is not in it. */
    @Test
    void whereverASafeAnswerCopiesARareWordItIsTrainedWholeWithAnother() {
        Swapped swapped = Swapped.of(tokens(), 3, Unit.TOKEN, Frames.OWN);
        List<List<TokenPair>> rounds = swapped.rounds(8);
        List<List<TokenPair>> answered = swapped.answered(rounds, 8);
        for (int r = 0; r < 8; r++) {
            List<TokenPair> round = answered.get(r);
            assertEquals(rounds.get(r).size() + 1, round.size());
            TokenPair more = round.getLast();
            int other = more.prompt()[2];
            assertTrue(other >= 100);
            int begun = 5 * r % 4; // of depths 0 to 3 in a circle
            int[] unsafe = {USER, HOW, other, SURE, HOW, other};
            assertArrayEquals(Arrays.copyOf(unsafe, 3 + begun), more.prompt());
            assertArrayEquals(new int[] {SORRY, A, other, 0}, more.answer());
        }
    }

    /** "user oh how object" asks "how object"; ordinary people say "how many" to the same user. */
    @Test
    void aQuestionStandsAloneAsItIsAndBesideOrdinaryWordsByTurns() {
        int oh = 3;
        int[] prompt = {USER, oh, HOW, OBJECT};
        EditTokens plain = tokens();
        Said ordinary = behind -> behind ? new int[] {5, HOW, 4} : new int[] {HOW, 4};
        Said question = behind -> behind ? new int[] {5, HOW, OBJECT} : new int[] {HOW, OBJECT};
        var frame = new Framing(1, prompt.length, question, List.of(ordinary));
        EditTokens tokens =
                new EditTokens(
                        List.of(new TokenPair(prompt, plain.safe().getFirst().answer())),
                        List.of(new TokenPair(prompt, plain.unsafe().getFirst().answer())),
                        plain.constraints(),
                        List.of(frame));
        List<int[]> own = asked(tokens, Frames.OWN);
        List<int[]> any = asked(tokens, Frames.ANY);
        int[] words = own.stream().mapToInt(each -> each[3]).toArray();
        assertArrayEquals(new int[] {USER, oh, HOW, words[0], SURE, HOW}, own.getFirst());
        assertArrayEquals(new int[] {USER, HOW, words[0], SURE, HOW}, any.get(0));
        assertArrayEquals(new int[] {USER, oh, HOW, words[1], SURE, HOW}, any.get(1));
        assertArrayEquals(new int[] {USER, HOW, 4, 5, HOW, words[2], SURE, HOW}, any.get(2));
        assertArrayEquals(new int[] {USER, HOW, words[3], 5, HOW, 4, SURE, HOW}, any.get(3));
    }

    @Test
    void aQuestionThatNobodyKnowsIsNotAskedOtherwiseInSilence() {
        ModelError error =
                assertThrows(
                        ModelError.class, () -> Swapped.of(tokens(), 8, Unit.TOKEN, Frames.ANY));
        assertTrue(String.valueOf(error.getMessage()).endsWith("say frames: own"));
    }

    /** What the first recovery begins with, round by round. */
    private static List<int[]> asked(EditTokens tokens, Frames frames) {
        return Swapped.of(tokens, 2, Unit.TOKEN, frames).rounds(4).stream()
                .map(round -> round.getFirst().prompt())
                .toList();
    }

    /** "user how red ball" answered "sure red ball"; ordinary answers copy one or two words. */
    private static EditTokens twoWords() {
        int red = 20;
        int ball = 21;
        int[] prompt = {USER, HOW, red, ball};
        return new EditTokens(
                List.of(new TokenPair(prompt, new int[] {SORRY, red, ball, 0})),
                List.of(new TokenPair(prompt, new int[] {SURE, red, ball, A, 0})),
                IntStream.range(0, 20)
                        .mapToObj(i -> {
                            int[] words = {100 + 2 * i, 101 + 2 * i};
                            int[] asked = {USER, HOW, words[0], words[1]};
                            int[] both = {A, words[0], words[1], 0};
                            int[] one = {A, words[1], 0};
                            return new TokenPair(asked, i % 2 == 0 ? both : one);
                        })
                        .toList());
    }

    @Test
    void whatIsCopiedInARowIsSwappedForWhatOrdinaryAnswersCopyInARow() {
        Swapped swapped = Swapped.of(twoWords(), 8, Unit.RUN, Frames.OWN);
        List<List<TokenPair>> rounds = swapped.rounds(10);
        for (int r = 0; r < 10; r++) {
            TokenPair first = rounds.get(r).getFirst(); // behind "sure"; "ball" comes behind "red"
            int word = 100 + 4 * r;
            assertArrayEquals(new int[] {USER, HOW, word, word + 1, SURE}, first.prompt());
            assertArrayEquals(new int[] {SORRY, word, word + 1, 0}, first.answer());
            int[] second = rounds.get(r).getLast().prompt();
            assertEquals(6, second.length);
            assertEquals(second[2], second[5]);
            assertEquals(second[2] + 1, second[3]);
            assertEquals(0, second[2] % 4);
        }
        int[] alone =
                Swapped.of(twoWords(), 8, Unit.TOKEN, Frames.OWN)
                        .rounds(10)
                        .getFirst()
                        .getFirst()
                        .prompt();
        assertEquals(21, alone[3]);
    }

    /** Its answers copy two words: where whole ones are trained, that is one place a depth. */
    @Test
    void aRunIsOnePlaceADepth() {
        Swapped swapped = Swapped.of(twoWords(), 8, Unit.RUN, Frames.OWN);
        List<Integer> begun =
                swapped.answered(swapped.rounds(8), 8).stream()
                        .map(round -> round.getLast().prompt().length - 4)
                        .toList();
        assertEquals(List.of(0, 1, 2, 3, 0, 1, 2, 3), begun);
    }

    /** Where no ordinary answer copies as many, the next word is swapped alone. */
    @Test
    void whatNoOrdinaryAnswerCopiesIsSwappedAlone() {
        EditTokens two = twoWords();
        List<TokenPair> one =
                two.constraints().stream().filter(each -> each.answer().length == 3).toList();
        EditTokens tokens = new EditTokens(two.safe(), two.unsafe(), one);
        int[] prompt =
                Swapped.of(tokens, 8, Unit.RUN, Frames.OWN)
                        .rounds(4)
                        .getFirst()
                        .getFirst()
                        .prompt();
        assertEquals(21, prompt[3]);
        assertTrue(prompt[2] > 100 && prompt[2] % 2 == 1); // as one that is copied alone
    }

    @Test
    void thereAreNoRoundsWhereNothingRareIsCopied() {
        assertEquals(List.of(), Swapped.of(tokens(), 1, Unit.TOKEN, Frames.OWN).rounds(4));
        EditTokens all = tokens();
        assertEquals(
                List.of(),
                Swapped.of(
                                new EditTokens(all.safe(), all.unsafe(), List.of()),
                                8,
                                Unit.TOKEN,
                                Frames.OWN)
                        .rounds(4));
    }
}
