package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunRecord;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Status;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A home that a program of schema 3 left is opened, verified, shown and gone on with. */
class OldHomeTest {
    private static final String RUN = "20261128-111927-tiny-pke-e174";

    @TempDir private Path folder;
    private Path home;

    @BeforeEach
    void copy() throws IOException {
        home = BadHomes.copy(BadHomes.TRUE, folder.resolve("home"));
    }

    @Test
    void verifiesAsItIs() {
        Verification found = new Verify(null, null, 2).home(home);
        assertTrue(found.passed(), found.lines()::toString);
        assertTrue(found.lines().toString().contains("size 64 root 3531ca54"));
    }

    @Test
    void showsItsRunReadOnly() {
        try (Home open = Home.openReadOnly(home)) {
            assertEquals(List.of(RUN), open.runs().ids());
            RunSummary summary = open.runs().newestFirst().getFirst();
            assertEquals(Status.FINISHED, summary.status());
            assertEquals(64, RunRecord.of(open.store(), RUN).size());
        }
    }

    @Test
    void goesOnUnderTodaysProgram() {
        Clock later = Clock.offset(new TickingClock(), Duration.ofDays(30));
        try (Home open = Home.open(home, later)) {
            SampleLog.add(open.store(), "review/" + RUN, new Noted(RUN, "Zoe", "still here"));
        }
        Verification found = new Verify(null, null, 2).home(home);
        assertTrue(found.passed(), found.lines()::toString);
        assertEquals(65, found.head() == null ? 0 : found.head().size());
    }
}
