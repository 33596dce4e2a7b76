package dev.pke.event;

/**
 * An event id that the log already holds for another event (other stream, type or data), or for
 * only a part of the batch; nothing was appended.
 */
public final class IdConflict extends RuntimeException {
    private final String eventId;
    private final String stream;
    private final long position;

    public IdConflict(String eventId, String stream, long position, String difference) {
        super(
                "event id %s is taken by position %d of the log: %s (appending to %s)"
                        .formatted(eventId, position, difference, stream));
        this.eventId = eventId;
        this.stream = stream;
        this.position = position;
    }

    public String eventId() {
        return eventId;
    }

    /** The stream that was appended to. */
    public String stream() {
        return stream;
    }

    /** Where the log holds the id. */
    public long position() {
        return position;
    }
}
