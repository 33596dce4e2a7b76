package dev.pke.model.descent;

import dev.pke.model.EditTokens;
import dev.pke.model.TokenPair;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * Where an answer would copy.
 *
 * @param recovery what was begun, with the safe answer to come
 * @param run what would be copied
 * @param others what may stand in its place
 * @param frame the other words that its question stands in; null for its own alone
 */
record Copying(
        TokenPair recovery,
        List<Integer> run,
        List<List<Integer>> others,
        EditTokens.@Nullable Framing frame) {
    /**
     * In round r of n, the i-th of m: with the ⌊r·w/n⌋ + ⌊i·w/m⌋-th of w others, counted in a
     * circle.
     */
    TokenPair with(int r, int n, int i, int m) {
        long w = others.size();
        List<Integer> other = others.get((int) ((r * w / n + i * w / m) % w));
        int[] own = recovery.prompt();
        int which = 37 * r + 11 * i; // other ordinary words each time
        int[] asked = frame == null ? own : frame.asked(own, r + i, which);
        return new TokenPair(swap(asked, other), swap(recovery.answer(), other));
    }

    private int[] swap(int[] tokens, List<Integer> other) {
        return Arrays.stream(tokens)
                .map(token -> run.contains(token) ? other.get(run.indexOf(token)) : token)
                .toArray();
    }
}
