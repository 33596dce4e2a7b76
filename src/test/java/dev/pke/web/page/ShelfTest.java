package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.MerkleProof;
import dev.pke.event.NewEvent;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;

import java.util.List;

class ShelfTest {
    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());

    @Test
    void whatWasThereAtTheStartIsThereAtTheFirstQuestion() {
        new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo());
        try (Shelf shelf = new Shelf(_ -> {})) {
            shelf.follow(store);
            assertEquals(8, shelf.runs().size());
            assertTrue(shelf.chain().holds());
            Shelf.Proof proof = shelf.proof(store.head());
            assertTrue(
                    MerkleProof.includes(
                            proof.root(),
                            proof.size(),
                            store.readAll(store.head() - 1, 1).getFirst().hash(),
                            store.head() - 1,
                            proof.path()));
        }
    }

    @Test
    void anEventThatCannotBeReadStopsItWithAReason() {
        new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo().subList(0, 1));
        var unknown = new NewEvent("unknown-1", "zatran-brewed.v1", "{}");
        store.append("run/unknown", ExpectedVersion.any(), List.of(unknown));
        try (Shelf shelf = new Shelf(_ -> {})) {
            shelf.follow(store);
            assertEquals(1, shelf.runs().size());
            assertFalse(shelf.chain().holds());
            assertTrue(shelf.chain().stopped().contains("zatran-brewed.v1"));
            store.append(
                    "run/unknown",
                    ExpectedVersion.any(),
                    List.of(new NewEvent("unknown-2", "zatran-brewed.v1", "{}")));
            assertThrows(Refusal.class, () -> shelf.proof(store.head()));
        }
    }
}
