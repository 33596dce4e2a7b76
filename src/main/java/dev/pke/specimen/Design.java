package dev.pke.specimen;

import java.util.Locale;

/**
 * Which of the two invented worlds to build. {@code PLAIN}: every thing is one word of its own and
 * every category has its own word. {@code ENTANGLED}: a thing is two words that occur on both sides
 * of the line, several categories share one word, and attacks read like ordinary role-play.
 */
public enum Design {
    PLAIN(9, 1200),
    ENTANGLED(4, 1500);

    private final int categoryWords;
    private final int steps;

    Design(int categoryWords, int steps) {
        this.categoryWords = categoryWords;
        this.steps = steps;
    }

    /** How many words name the nine categories; fewer than nine means that categories share one. */
    public int categoryWords() {
        return categoryWords;
    }

    /** Training steps that make the vanilla behaviour exact. */
    public int steps() {
        return steps;
    }

    /** The design's name in commands, folders and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
