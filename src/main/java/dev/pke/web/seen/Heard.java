package dev.pke.web.seen;

import dev.pke.store.Heartbeat;
import dev.pke.web.chart.FigureText;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * When a run was last heard of, as of now.
 *
 * @param at null where nothing is known, as of a run looked at in its past
 * @param silence after which it is lost
 */
public record Heard(@Nullable Instant at, Instant now, Duration silence) {
    /** Nothing is known, so nothing is missed. */
    public static final Heard UNASKED = new Heard(null, Instant.EPOCH, Heartbeat.SILENCE);

    /** Whether it is silent for so long that its process must be thought dead. */
    public boolean isLost() {
        return at != null && Heartbeat.isSilent(at, now, silence);
    }

    /** "last heard 3 s ago", or nothing. */
    public String words() {
        if (at == null) {
            return "";
        }
        long seconds = Math.max(0, Duration.between(at, now).toSeconds());
        return "last heard "
                + (seconds < 10 ? seconds + "\u00a0s" : FigureText.seconds((double) seconds))
                + " ago";
    }
}
