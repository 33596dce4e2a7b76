package dev.pke.run;

import dev.pke.event.Recorded;

import org.jspecify.annotations.Nullable;

/** A stored event that cannot be read; names it and says why. */
public final class DamagedEvent extends RuntimeException {
    private final transient Recorded event;

    DamagedEvent(Recorded event, @Nullable String why, @Nullable Throwable cause) {
        super(
                "event %s (%s) at position %d, %s version %d cannot be read: %s"
                        .formatted(
                                event.eventId(),
                                event.type(),
                                event.position(),
                                event.stream(),
                                event.version(),
                                why),
                cause);
        this.event = event;
    }

    public Recorded event() {
        return event;
    }
}
