package dev.pke.event;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;

/** Nobody sleeps through what happened between looking and waiting. */
class BellTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aWakingBeforeTheWaitIsNotMissed() {
        Bell bell = new Bell();
        long wakes = bell.wakes();
        bell.wake();
        assertTimeoutPreemptively(SOON, () -> bell.awaitBeyond(7, wakes));
    }

    @Test
    void aFollowerThatIsClosedAtOnceEnds() {
        InMemoryEventStore store = new InMemoryEventStore(Clock.systemUTC());
        assertTimeoutPreemptively(
                SOON,
                () -> {
                    for (int i = 0; i < 2000; i++) {
                        Follower.start(store, new Bell(), 0, event -> {}).close();
                    }
                });
    }
}
