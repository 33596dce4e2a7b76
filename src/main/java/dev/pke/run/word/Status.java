package dev.pke.run.word;

/** Where a run stands. */
public enum Status implements WireWord {
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED;

    public static Status of(String wire) {
        return WireWord.of(Status.class, wire);
    }
}
