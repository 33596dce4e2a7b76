package dev.pke.event;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When a store accepted an event, as text: RFC 3339, UTC, exactly three decimals. */
public final class Accepted {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Accepted() {}

    /** The clock's time now, such as {@code 2026-11-20T17:05:01.042Z}. */
    public static String at(Clock clock) {
        return FORM.format(clock.instant());
    }
}
