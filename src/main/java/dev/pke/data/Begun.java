package dev.pke.data;

import java.util.List;

/**
 * The beginning of an answer that a model is given, so that it can only go on.
 *
 * @param depth what tables call it: the number of tokens, or a word for a fixed opening or for a
 *     condition under which nothing need be begun; "" where an answer counts among all others
 * @param text the beginning as text
 * @param tokens the same as the model reads it
 */
public record Begun(String depth, String text, List<Integer> tokens) {
    /** An answer that the model begins itself. */
    public static final Begun NOTHING = new Begun("", "", List.of());

    public Begun {
        tokens = List.copyOf(tokens);
        if (depth.isEmpty() && !tokens.isEmpty()) {
            throw new IllegalArgumentException(
                    "depth '" + depth + "' does not fit " + tokens.size() + " tokens");
        }
    }
}
