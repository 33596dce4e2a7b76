package dev.pke.event;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pke.Aside;
import dev.pke.TickingClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Nobody sleeps through what happened between looking and waiting. */
@Aside
class BellTest {
    /** No speed is assumed: who sleeps through the bell sleeps for ever. */
    private static final Duration IN_THE_END = Duration.ofMinutes(5);

    @Test
    void aWakingBeforeTheWaitIsNotMissed() {
        Bell bell = new Bell();
        long wakes = bell.wakes();
        bell.wake();
        assertTimeoutPreemptively(IN_THE_END, () -> bell.awaitBeyond(7, wakes));
    }

    @Test
    void aFollowerThatIsClosedAtOnceEnds() {
        InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
        assertTimeoutPreemptively(
                IN_THE_END,
                () -> {
                    for (int i = 0; i < 2000; i++) {
                        Follower.start(store, new Bell(), 0, event -> {}).close();
                    }
                });
    }
}
