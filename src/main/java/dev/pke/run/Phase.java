package dev.pke.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether something was measured before or after the edit. */
public enum Phase {
    BEFORE("before"),
    AFTER("after");

    private final String wire;

    Phase(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @JsonCreator
    public static Phase of(String wire) {
        for (Phase each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no phase is named " + wire);
    }

    /** The stage that measures in this phase. */
    public Stage stage() {
        return switch (this) {
            case BEFORE -> Stage.EVALUATE_BEFORE;
            case AFTER -> Stage.EVALUATE_AFTER;
        };
    }
}
