package dev.pke.measure;

import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * Whether a knowledge question is answered rightly, as TriviaQA counts: case, articles, punctuation
 * and spaces don't matter, and any of several right answers, a line each, will do.
 */
public final class RightAnswer {
    private RightAnswer() {}

    /** Whether what was said is a right answer and nothing else. */
    public static boolean isAll(String said, String right) {
        return is(said, right, String::equals);
    }

    /** Whether the words of a right answer are in what was said, next to each other. */
    public static boolean isWithin(String said, String right) {
        return is(said, right, (all, one) -> (" " + all + " ").contains(" " + one + " "));
    }

    private static boolean is(String said, String right, BiPredicate<String, String> agree) {
        return right.lines()
                .map(RightAnswer::plain)
                .anyMatch(one -> !one.isEmpty() && agree.test(plain(said), one));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .replaceAll("\\b(a|an|the)\\b", " ")
                .replaceAll(" +", " ")
                .strip();
    }
}
