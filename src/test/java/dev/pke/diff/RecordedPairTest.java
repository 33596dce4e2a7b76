package dev.pke.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.diff.RecordedModel.When;
import dev.pke.event.InMemoryBlobs;
import dev.pke.run.RunView;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class RecordedPairTest {
    private final EditedRecord record =
            new EditedRecord()
                    .run("one", 1, List.of(2, 5), 0.5f)
                    .run("two", 1, List.of(5, 3), 0.25f)
                    .run("forged", 0, List.of(1), 1, EditedRecord.Digests.FORGED)
                    .run("unsaved", 0, List.of(1), 1, EditedRecord.Digests.UNSAVED)
                    .begin("begun", "folder");

    @Test
    void anEditIsItsTensorsItsNeuronsAndEachValue() {
        RecordedPair pair = pair("one", When.BEFORE, "one", When.AFTER);
        assertEquals(3, pair.tensors().size());
        assertEquals(2, pair.same());
        assertEquals(8, pair.elements());
        TensorPair moved = pair.different().getFirst();
        assertEquals(TensorPair.Kind.VALUES, moved.kind());
        assertEquals("column", moved.lies());
        assertEquals("F32", moved.dtype());
        assertEquals(24, moved.elements());
        assertEquals(
                List.of(2, 5), moved.values().neurons().stream().map(PairedPart::neuron).toList());
        PairedValue third = moved.values().of(2).get(3);
        assertEquals(new PairedValue(20, 2, 3, Mover.B, "41a00000", "41a40000", 20, 20.5), third);
        PairedPart neuron = moved.values().neurons().getFirst();
        assertEquals(1, neuron.l2(), 0, "four elements by a half each");
        assertEquals(0.5, neuron.largest(), 0);
        // 2, 8, 14 and 20 before
        assertEquals(1 / Math.sqrt(4 + 64 + 196 + 400), neuron.relative(), 1e-15, "as doubles");
    }

    @Test
    void turnedRoundOldIsNewAndNewIsOld() {
        RecordedPair pair = pair("one", When.AFTER, "one", When.BEFORE);
        PairedValue first = pair.different().getFirst().values().value(0);
        assertEquals(2.5, first.a(), 0);
        assertEquals(2, first.b(), 0);
    }

    @Test
    void twoEditsAreHeldAgainstEachOtherByWhoMovedWhat() {
        RecordedPair pair = pair("one", When.AFTER, "two", When.AFTER);
        assertTrue(pair.isOneBase());
        List<PairedPart> neurons = pair.different().getFirst().values().neurons();
        assertEquals(3, neurons.size());
        for (PairedPart each : neurons) {
            Mover expected =
                    switch (each.neuron()) {
                        case 2 -> Mover.A;
                        case 3 -> Mover.B;
                        default -> Mover.BOTH;
                    };
            assertEquals(expected, each.mover());
        }
        PairedValue both = pair.different().getFirst().values().of(5).getFirst();
        assertEquals(5.5, both.a(), 0);
        assertEquals(5.25, both.b(), 0);
        PairedValue onlyB = pair.different().getFirst().values().of(3).getFirst();
        assertEquals(3, onlyB.a(), 0, "A left it as it was");
        assertEquals(3.25, onlyB.b(), 0);
    }

    @Test
    void theRestIsProvedByTheWholeModelsDigestsAlone() {
        assertTrue(edit("one").isProven());
        assertFalse(edit("forged").isProven(), "another tensor moved and nothing says so");
        assertFalse(edit("unsaved").isProven());
        assertEquals("", edit("unsaved").digestAfter());
    }

    @Test
    void whatHasNotBeenSavedYetIsShownByItsDelta() {
        RecordedPair pair = pair("unsaved", When.BEFORE, "unsaved", When.AFTER);
        assertEquals(4, pair.elements());
        assertEquals(TensorPair.Kind.VALUES, pair.different().getFirst().kind());
    }

    @Test
    void aRunBeforeItsEditDiffersInNothing() {
        assertEquals(3, pair("begun", When.BEFORE, "begun", When.AFTER).same());
        assertNull(RecordedEdit.of(RunView.empty("nobody"), record.blobs));
    }

    @Test
    void aDeltaThatIsNotHereIsSaidAndDigestsStillStand() {
        RecordedEdit edit =
                Objects.requireNonNull(RecordedEdit.of(record.view("one"), new InMemoryBlobs()));
        assertTrue(edit.fault().contains("is not among this record's blobs"), edit.fault());
        var before = new RecordedModel(edit, When.BEFORE);
        var after = new RecordedModel(edit, When.AFTER);
        RecordedPair pair = RecordedPair.of(before, after);
        assertEquals(TensorPair.Kind.UNKNOWN, pair.different().getFirst().kind());
    }

    private RecordedEdit edit(String run) {
        return Objects.requireNonNull(RecordedEdit.of(record.view(run), record.blobs));
    }

    private RecordedPair pair(String a, When whenA, String b, When whenB) {
        return RecordedPair.of(
                new RecordedModel(edit(a), whenA), new RecordedModel(edit(b), whenB));
    }
}
