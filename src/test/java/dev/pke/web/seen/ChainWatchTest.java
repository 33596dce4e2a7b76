package dev.pke.web.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.event.merkle.MerkleProof;
import dev.pke.web.SampleRecord;
import dev.pke.web.chart.FigureText;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

class ChainWatchTest {
    private final InMemoryEventStore store =
            new InMemoryEventStore(
                    Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void aProofWaitsForTheCheckAndHolds() {
        new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo());
        try (ChainWatch watch = new ChainWatch(store)) {
            watch.follow();
            ChainWatch.Proof proof = watch.proof(store.head());
            var last = store.at(store.head());
            assertNotNull(last);
            assertTrue(
                    MerkleProof.includes(
                            proof.root(),
                            proof.size(),
                            last.hash(),
                            store.head() - 1,
                            proof.path()));
            Chain chain = watch.chain();
            assertTrue(chain.holds());
            assertEquals("all " + FigureText.count(store.head()) + " events", chain.extent());
        }
    }

    @Test
    void whatIsNotCheckedYetIsSaid() {
        new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo().subList(0, 1));
        try (ChainWatch watch = new ChainWatch(store)) { // it never begins
            assertTrue(watch.chain().holds());
            assertTrue(watch.chain().extent().startsWith("the first 0 events; "));
        }
    }

    @Test
    void anEventThatCannotBeReadStopsItWithAReason() {
        new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo().subList(0, 1));
        var unknown = new NewEvent("unknown-1", "zatran-brewed.v1", "{}");
        store.append("run/unknown", ExpectedVersion.any(), List.of(unknown));
        try (ChainWatch watch = new ChainWatch(store)) {
            watch.follow();
            Chain chain = watch.settled();
            assertFalse(chain.holds());
            assertEquals(store.head() - 1, chain.verifiedTo());
            assertTrue(chain.stopped().contains("zatran-brewed.v1"));
            assertThrows(Refusal.class, () -> watch.proof(store.head()));
        }
    }

    @Test
    void theCheckMakesWayForAnswersButNeverForLong() {
        new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo());
        assertTrue(store.head() > 4 * 256, "there is more than one slice");
        try (ChainWatch watch = new ChainWatch(store)) {
            String answer =
                    watch.reading(() -> {
                        watch.follow();
                        watch.proof(1); // waits: meanwhile it is no reader to make way for
                        return "made";
                    });
            assertEquals("made", answer);
            assertEquals(store.head(), watch.proof(store.head()).size());
        }
        try (ChainWatch watch = new ChainWatch(store)) {
            watch.follow();
            // an answer that never ends: every slice waits its courtesy out and goes on
            watch.reading(() -> watch.reading(() -> watch.proof(store.head())));
            assertEquals(store.head(), watch.chain().verifiedTo());
        }
    }
}
