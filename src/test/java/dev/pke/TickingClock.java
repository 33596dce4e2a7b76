package dev.pke;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still but for one second a look, so that order shows and nothing else. */
public final class TickingClock extends Clock {
    private static final Instant START = Instant.parse("2026-11-20T17:05:01.042Z");

    private final AtomicLong looks = new AtomicLong();

    @Override
    public Instant instant() {
        return START.plusSeconds(looks.getAndIncrement());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock knows UTC alone, not " + zone);
    }
}
