package dev.pke.run.word;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Where a run stands. */
public enum Status implements WireWord {
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED;

    @JsonCreator
    public static Status of(String wire) {
        return WireWord.of(Status.class, wire);
    }
}
