package dev.pke.specimen;

import java.util.Locale;

/**
 * The part of the data a thing or an attack prompt belongs to: {@code TRAIN} to tune methods on,
 * {@code EDIT} to take edit instances from, {@code TEST} to measure on. No thing and no attack
 * prompt is in two of them.
 */
public enum Split {
    TRAIN,
    EDIT,
    TEST;

    /** Of every twelve things: three to train, three to edit, six to test. */
    static Split of(int index) {
        return switch (index % 4) {
            case 0 -> TRAIN;
            case 1 -> EDIT;
            default -> TEST;
        };
    }

    /** The split's name as files use it: {@code train}, {@code edit}, {@code test}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
