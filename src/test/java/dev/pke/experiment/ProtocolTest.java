package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.Numerical;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.fault.UserError;
import dev.pke.run.RunView;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Instances edited together, in turn, and each by itself. */
@Numerical
class ProtocolTest {
    @TempDir Path folder = Path.of("");
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void inTurnEachInstanceIsEditedInTheModelAsTheOnesBeforeLeftIt() throws IOException {
        String together = edited("together", 2, "batch");
        String turns = edited("turns", 2, "sequential");
        assertNotEquals(together, turns);
        assertEquals(4, steps("together"));
        assertEquals(8, steps("turns"));
        var replayed = new Replay("turns", around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
    }

    @Test
    void ofOneInstanceAllThreeAreTheSameEdit() throws IOException {
        String together = edited("together", 1, "batch");
        assertEquals(together, edited("turns", 1, "sequential"));
        assertEquals(together, edited("apart", 1, "single"));
    }

    @Test
    void apartTheyAreARunEach() throws IOException {
        UserError both = assertThrows(UserError.class, () -> edited("apart", 2, "single"));
        assertTrue(both.line().contains("pke sweep"), both.line());
        assertEquals(0, store.head(), "told before anything is on the record");
        String first = edited("first", 2, "single\n  nth: 1");
        String second = edited("second", 2, "single\n  nth: 2");
        assertNotEquals(first, second);
        assertEquals(first, edited("again", 2, "batch\n  nth: 1"));
    }

    /** The digest of the edited model. */
    private String edited(String run, int instances, String protocol) throws IOException {
        String[] said = protocol.split("\n  nth: ", -1);
        Path plan = folder.resolve("tiny.yaml");
        String yaml = Files.readString(plan);
        Files.writeString(
                plan,
                yaml.replace("draw: {seed: 5}", "draw: first" + nth(said))
                        .replace("per-category: 1", "per-category: " + instances)
                        .replace("  suffix: none", "  suffix: none\n  protocol: " + said[0]));
        try {
            assertEquals(
                    Status.FINISHED, Experiment.start(TinyPlan.plan(folder), run, "a", around()));
        } finally {
            Files.writeString(plan, yaml);
        }
        return requireNonNull(RunView.of(store, run).saved()).fact().digest();
    }

    private static String nth(String[] said) {
        return said.length == 1 ? "" : "\n    nth: " + said[1];
    }

    private long steps(String run) {
        return RunView.of(store, run).losses().size();
    }

    private Surroundings around() {
        return TinyPlan.around(store, blobs);
    }
}
