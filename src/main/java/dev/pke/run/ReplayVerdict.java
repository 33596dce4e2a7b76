package dev.pke.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a replay found. */
public enum ReplayVerdict {
    PASS_BIT_EQUAL("pass-bit-equal"),
    PASS_WITHIN_TOLERANCE("pass-within-tolerance"),
    FAIL("fail"),
    INCONCLUSIVE("inconclusive");

    private final String wire;

    ReplayVerdict(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @JsonCreator
    public static ReplayVerdict of(String wire) {
        for (ReplayVerdict each : values()) {
            if (each.wire.equals(wire)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no verdict is named " + wire);
    }
}
