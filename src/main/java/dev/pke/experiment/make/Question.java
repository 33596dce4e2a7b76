package dev.pke.experiment.make;

import java.util.Locale;

/**
 * One question of a list.
 *
 * @param where the file and the place in it, for errors
 * @param category as the list names it, "" where it does not
 * @param text what is asked
 * @param isSafe whether the list says that it only looks harmful
 */
public record Question(String where, String category, String text, boolean isSafe) {
    /** The same words are the same question, whatever their case and punctuation. */
    public String words() {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        return plain.isEmpty() ? text : plain;
    }

    /** The same in a category of another name. */
    Question in(String other) {
        return new Question(where, other, text, isSafe);
    }
}
