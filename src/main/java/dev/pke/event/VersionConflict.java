package dev.pke.event;

/** Somebody else has written to the stream since the writer last looked; nothing was appended. */
public final class VersionConflict extends RuntimeException {
    private final String stream;
    private final ExpectedVersion expected;
    private final long actual;

    public VersionConflict(String stream, ExpectedVersion expected, long actual) {
        super("stream " + stream + ": expected " + expected + ", is at version " + actual);
        this.stream = stream;
        this.expected = expected;
        this.actual = actual;
    }

    public String stream() {
        return stream;
    }

    public ExpectedVersion expected() {
        return expected;
    }

    /** The stream's last version; 0 if it has no events. */
    public long actual() {
        return actual;
    }
}
