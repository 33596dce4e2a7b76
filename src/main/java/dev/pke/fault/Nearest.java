package dev.pke.fault;

import java.util.Collection;
import java.util.Optional;

/** The word that someone who mistyped probably meant. */
public final class Nearest {
    /** Longer ones are no words. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The valid word with the fewest edits away, if a third of it or less is wrong. */
    public static Optional<String> of(String word, Collection<String> valid) {
        String best = null;
        int least = Integer.MAX_VALUE;
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        for (String each : valid) {
            int edits = edits(word, each);
            // of two that are as near the one as long: it was mistyped, not cut short
            if (edits < least || (edits == least && each.length() == word.length())) {
                least = edits;
                best = each;
            }
        }
        return best != null && least * 3 <= Math.max(word.length(), best.length())
                ? Optional.of(best)
                : Optional.empty();
    }

    /** As a piece of an error's line: the nearest word, or all of them. */
    public static String hint(String word, Collection<String> valid) {
        return of(word, valid)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; valid here: " + String.join(", ", valid));
    }

    /**
     * As the end of an error's line that has said all of them: the nearest word, if one is near.
     */
    public static String suggestion(String word, Collection<String> valid) {
        return of(word, valid).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** How many letters are wrong, missing, too many, or have changed places with the next. */
    private static int edits(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + other, 1 + Math.min(above[j], row[j - 1]));
                if (i > 1 && j > 1 && isSwapped(a, b, i, j)) {
                    row[j] = Math.min(row[j], older[j - 2] + 1);
                }
            }
            older = above;
            above = row;
        }
        return above[b.length()];
    }

    private static boolean isSwapped(String a, String b, int i, int j) {
        return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
