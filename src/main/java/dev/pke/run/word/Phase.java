package dev.pke.run.word;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Whether something was measured before or after the edit. */
public enum Phase implements WireWord {
    BEFORE,
    AFTER;

    @JsonCreator
    public static Phase of(String wire) {
        return WireWord.of(Phase.class, wire);
    }

    /** The stage that measures in this phase. */
    public Stage stage() {
        return switch (this) {
            case BEFORE -> Stage.EVALUATE_BEFORE;
            case AFTER -> Stage.EVALUATE_AFTER;
        };
    }
}
