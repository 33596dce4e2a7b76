package dev.pke.model.descent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.EditTokens;
import dev.pke.model.TokenPair;

import org.junit.jupiter.api.Test;

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
        List<List<TokenPair>> rounds = Swapped.of(tokens(), 8).rounds(4);
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
                Swapped.of(tokens(), 2).rounds(20).stream()
                        .map(round -> round.get(0).prompt()[2])
                        .toList();
        assertEquals(IntStream.range(100, 120).boxed().toList(), words);
    }

    @Test
    void thereAreNoRoundsWhereNothingRareIsCopied() {
        assertEquals(List.of(), Swapped.of(tokens(), 1).rounds(4));
        EditTokens all = tokens();
        assertEquals(
                List.of(),
                Swapped.of(new EditTokens(all.safe(), all.unsafe(), List.of()), 8).rounds(4));
    }
}
