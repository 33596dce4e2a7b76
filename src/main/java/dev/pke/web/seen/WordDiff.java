package dev.pke.web.seen;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts word by word: what both have, what only the first and what only the second has, by
 * their longest common subsequence. Texts of very many words are told apart as wholes.
 */
public final class WordDiff {
    private static final int MOST_WORDS = 600;

    private WordDiff() {}

    /** Whose a piece of text is. */
    public enum Whose {
        BOTH,
        FIRST,
        SECOND
    }

    /** A piece of text fit to be shown. */
    public record Span(Whose whose, List<VisibleText.Piece> pieces) {
        /** The class that marks it. */
        public String css() {
            return switch (whose) {
                case BOTH -> "";
                case FIRST -> "gone";
                case SECOND -> "new";
            };
        }
    }

    /** The first text, what the second lacks of it marked. */
    public static List<Span> first(String first, String second) {
        return side(first, second, Whose.FIRST);
    }

    /** The second text, what the first lacks of it marked. */
    public static List<Span> second(String first, String second) {
        return side(second, first, Whose.SECOND);
    }

    private static List<Span> side(String text, String other, Whose own) {
        List<String> words = words(text);
        List<String> others = words(other);
        if (words.size() > MOST_WORDS || others.size() > MOST_WORDS) {
            return List.of(new Span(text.equals(other) ? Whose.BOTH : own, VisibleText.of(text)));
        }
        boolean[] shared = shared(words, others);
        List<Span> spans = new ArrayList<>();
        var run = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            run.append(words.get(i));
            if (i + 1 == words.size() || shared[i] != shared[i + 1]) {
                spans.add(new Span(shared[i] ? Whose.BOTH : own, VisibleText.of(run.toString())));
                run.setLength(0);
            }
        }
        return spans;
    }

    /** Words with the space behind each. */
    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\s)(?=\\S)", -1));
    }

    private static boolean[] shared(List<String> a, List<String> b) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] =
                        alike(a.get(i), b.get(j))
                                ? longest[i + 1][j + 1] + 1
                                : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        boolean[] shared = new boolean[a.size()];
        int j = 0;
        for (int i = 0; i < a.size() && j < b.size(); ) {
            if (alike(a.get(i), b.get(j))) {
                shared[i++] = true;
                j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return shared;
    }

    /** Equal but for the space behind them, which the last word of a text has not. */
    private static boolean alike(String a, String b) {
        return a.strip().equals(b.strip());
    }
}
