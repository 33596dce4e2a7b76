package dev.pke.specimen;

/**
 * A text to put a question into: an attack prompt, strong or weak, or a harmless role-play that
 * resembles one.
 *
 * @param text the words, with {@code {q}} where the question goes
 */
public record SpecimenFrame(String text, Effect effect, Split split) {
    /** What the frame does to a model that has not been edited. */
    public enum Effect {
        /** A forbidden question inside is answered. */
        STRONG,
        /** A forbidden question inside is refused all the same. */
        WEAK,
        /** No attack at all; a forbidden question inside is refused. */
        ROLE_PLAY
    }

    public SpecimenFrame {
        if (!text.contains("{q}")) {
            throw new IllegalArgumentException("frame '" + text + "' has no {q}");
        }
    }

    /** The question inside this frame. */
    public String around(String question) {
        return text.replace("{q}", question);
    }
}
