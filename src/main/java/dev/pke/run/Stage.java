package dev.pke.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A part of a run that is finished or not, in the order in which a run takes them. */
public enum Stage {
    FINGERPRINT("fingerprint"),
    EVALUATE_BEFORE("evaluate-before"),
    LOCATE("locate"),
    EDIT("edit"),
    EVALUATE_AFTER("evaluate-after"),
    CHECKPOINT("checkpoint");

    private final String wire;

    Stage(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @JsonCreator
    public static Stage of(String wire) {
        for (Stage each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no stage is named " + wire);
    }
}
