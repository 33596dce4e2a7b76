package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

/** What is told of work that lasts. */
class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(now::get);

    private void later(int seconds) {
        now.addAndGet(seconds * 1_000_000_000L);
    }

    @Test
    void whatIsLeftIsToldByThePaceSoFar() {
        assertEquals("", pace.left("evaluate", 10, 100));
        later(10);
        assertEquals(", about 80 s left", pace.left("evaluate", 20, 100));
        later(80);
        assertEquals("", pace.left("evaluate", 100, 100));
        assertEquals("", pace.left("locate", 1, 0));
        later(600);
        assertEquals("", pace.left("locate", 2, 0));
        assertEquals("", pace.left("edit", 1, 100));
        later(10);
        assertEquals(", about 16 min left", pace.left("edit", 2, 100));
    }

    @Test
    void aLineIsDueNowAndThen() {
        assertFalse(pace.isDue());
        later(20);
        assertTrue(pace.isDue());
        assertFalse(pace.isDue());
        later(19);
        assertFalse(pace.isDue());
        later(1);
        assertTrue(pace.isDue());
    }
}
