package dev.pke.judge.remote;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** When the next request may begin, so that no more of them begin a minute than allowed. */
final class Pace {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Waiter waiter;
    private final Map<String, Long> next = new HashMap<>();

    Pace(LongSupplier nanos, Waiter waiter) {
        this.nanos = nanos;
        this.waiter = waiter;
    }

    /** Waits for this request's turn. */
    void turn(Endpoint endpoint) throws InterruptedException {
        if (endpoint.perMinute() == 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = nanos.getAsLong();
            long turn = Math.max(now, next.getOrDefault(endpoint.url(), now));
            next.put(endpoint.url(), turn + MINUTE / endpoint.perMinute());
            wait = turn - now;
        }
        if (wait > 0) {
            waiter.pause(Duration.ofNanos(wait));
        }
    }
}
