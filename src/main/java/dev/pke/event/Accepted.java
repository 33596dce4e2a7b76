package dev.pke.event;

import dev.pke.fault.UserError;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** When a store accepted an event, as text: RFC 3339, UTC, exactly three decimals. */
public final class Accepted {
    /**
     * How far behind an earlier event's time a later one's may be: machines set their clocks right
     * by seconds, and one whose hour is wrong should be mended before it writes.
     */
    public static final Duration MOST_SKEW = Duration.ofHours(1);

    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Accepted() {}

    /** The clock's time now, such as {@code 2026-11-20T17:05:01.042Z}. */
    public static String at(Clock clock) {
        return WRITTEN.format(clock.instant());
    }

    /** The clock's time now; a {@link UserError} if that is too far behind the last event's. */
    public static String after(String last, Clock clock) {
        String now = at(clock);
        if (!last.isEmpty() && isBehind(now, last)) {
            throw new UserError(
                    "the clock says %s and the last event is of %s: set the clock right, then try"
                                    .formatted(now, last)
                            + " again");
        }
        return now;
    }

    /** Whether a time is earlier than an event's before it by more than {@link #MOST_SKEW}. */
    public static boolean isBehind(String at, String before) {
        return at.compareTo(before) < 0
                && Instant.parse(at).isBefore(Instant.parse(before).minus(MOST_SKEW));
    }

    /** Whether a text has the form and names a moment that there was, in years 0001 to 9999. */
    public static boolean isExact(String at) {
        if (!FORM.matcher(at).matches() || at.startsWith("0000")) {
            return false;
        }
        try {
            return WRITTEN.format(Instant.parse(at)).equals(at);
        } catch (DateTimeException none) {
            return false;
        }
    }
}
