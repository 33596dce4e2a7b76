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
            if (edits < least) {
                least = edits;
                best = each;
            }
        }
        return best != null && least * 3 <= Math.max(word.length(), best.length()) + 2
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

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
