package dev.pke.run;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A part of a run that is finished or not, in the order in which a run takes them. */
public enum Stage implements WireWord {
    FINGERPRINT,
    EVALUATE_BEFORE,
    LOCATE,
    EDIT,
    EVALUATE_AFTER,
    CHECKPOINT;

    @JsonCreator
    public static Stage of(String wire) {
        return WireWord.of(Stage.class, wire);
    }
}
