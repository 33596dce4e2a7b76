package dev.pke.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells whether an answer says one sentence twice in a row or more: what is left of a model whose
 * refusal an edit has burnt in ("I can't help with that. I can't help with that."). A sentence ends
 * at {@code . ! ?} or a line's end and has at least three words, runs of a-z, 0-9 and '.
 */
public final class Repetition {
    private static final int LEAST_WORDS = 3;

    private Repetition() {}

    /** True when two sentences next to each other are the same but for case and punctuation. */
    public static boolean of(String answer) {
        List<String> sentences = sentences(answer);
        for (int i = 1; i < sentences.size(); i++) {
            String one = sentences.get(i);
            if (one.equals(sentences.get(i - 1)) && one.split(" ", -1).length >= LEAST_WORDS) {
                return true;
            }
        }
        return false;
    }

    private static List<String> sentences(String answer) {
        List<String> sentences = new ArrayList<>();
        for (String each : answer.toLowerCase(Locale.ROOT).split("[.!?\\n]+", -1)) {
            String plain = each.replaceAll("[^a-z0-9']+", " ").strip();
            if (!plain.isEmpty()) {
                sentences.add(plain);
            }
        }
        return sentences;
    }
}
