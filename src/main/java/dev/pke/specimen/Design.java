package dev.pke.specimen;

import java.util.Locale;

/**
 * Which of the invented worlds to build. {@code PLAIN}: every thing is one word of its own and
 * every category has its own word. {@code ENTANGLED}: a thing is two words that occur on both sides
 * of the line, several categories share one word, and attacks read like ordinary role-play. The
 * other two discriminate between ways to locate: see {@link #discriminates()}.
 */
@SuppressWarnings("ImmutableEnumChecker") // a shape is a record of numbers
public enum Design {
    PLAIN(9, 1200, new Shape(128, 344, 6, 4)),
    ENTANGLED(4, 1500, new Shape(128, 344, 6, 4)),
    /** Discriminates; attacks and role-plays of {@code ENTANGLED}. */
    SHARED(9, 1500, new Shape(96, 256, 6, 4)),
    /** Discriminates; more and narrower blocks, attacks of {@code PLAIN}. For last tables only. */
    LAYERED(4, 1500, new Shape(72, 192, 10, 4));

    /** The sizes of a specimen's Llama. */
    public record Shape(int hidden, int intermediate, int blocks, int heads) {}

    private final int categoryWords;
    private final int steps;
    private final Shape shape;

    Design(int categoryWords, int steps, Shape shape) {
        this.categoryWords = categoryWords;
        this.steps = steps;
        this.shape = shape;
    }

    /** How many words name the nine categories; fewer than nine means that categories share one. */
    public int categoryWords() {
        return categoryWords;
    }

    /** Training steps that make the vanilla behaviour exact. */
    public int steps() {
        return steps;
    }

    /** How large the model is. */
    public Shape shape() {
        return shape;
    }

    /**
     * Whether each part of a locator's score is given something to do: what is forbidden follows
     * from two words together and neither alone; ordinary answers begin as the failure does; some
     * categories know how to turn round; and one neuron in ten fires strongly and writes softly,
     * the others the other way round, which the model's answers do not show.
     */
    public boolean discriminates() {
        return this == SHARED || this == LAYERED;
    }

    /** How many records a category has in a split. */
    int records(Split split) {
        if (!discriminates()) {
            return split == Split.TEST ? 12 : 6;
        }
        return split == Split.TEST ? 48 : 12;
    }

    /** The design's name in commands, folders and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
