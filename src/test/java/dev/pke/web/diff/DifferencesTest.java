package dev.pke.web.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.diff.EditedRecord;
import dev.pke.event.CanonicalJson;
import dev.pke.run.RunList;
import dev.pke.web.seen.ChainWatch;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What the pages of a diff, a neuron and a blob say. */
class DifferencesTest {
    private static final EditedRecord RECORD =
            new EditedRecord()
                    .run("one", 1, List.of(2, 5), 0.5f)
                    .run("two", 1, List.of(5, 3), 0.25f)
                    .run("forged", 0, List.of(1), 1, EditedRecord.Digests.FORGED)
                    .run("unsaved", 0, List.of(1), 1, EditedRecord.Digests.UNSAVED);
    private static final ChainWatch CHAIN = new ChainWatch(RECORD.store);
    private static final Differences PAGES =
            new Differences(
                    RECORD.store,
                    RECORD.blobs,
                    new RunList(RECORD.store),
                    CHAIN,
                    run -> ViewedRun.ours(RECORD.view(run)));

    @BeforeAll
    static void follow() {
        CHAIN.follow();
        CHAIN.proof(RECORD.store.head());
    }

    @AfterAll
    static void close() {
        CHAIN.close();
    }

    @Test
    void anEditIsOneSentenceWithItsProof() {
        DiffPage page = page("one@before", "one");
        assertEquals(
                "8 of 68 parameters differ, in 1 of 3 tensors; the other 2 are equal to the bit.",
                page.finding());
        assertTrue(page.proven());
        assertEquals(List.of(), page.cautions());
        assertEquals(3, page.events().size(), "found, moved, saved");
        assertTrue(page.events().stream().allMatch(EventProof::holds));
        assertFalse(page.isOfTwo());
    }

    @Test
    void bothRelativesAreNamedAndOnlyTheOneThatIsKnownIsGiven() {
        TensorPart part = page("one@before", "one").parts().getFirst();
        assertEquals("8 of 24 elements differ, in 2 of 6 neurons (each a column)", part.said());
        assertTrue(part.relativeMoved().endsWith("\u00a0%"), part.relativeMoved());
        assertEquals("–", part.relativeTensor(), "the model's folder is not here");
        NeuronLine first = part.neurons().getFirst();
        assertEquals("/runs/one/neurons/1/" + first.neuron(), first.href());
        assertEquals(first.neuron() == 5 ? "1" : "2", first.rank());
        assertEquals(
                "/events/" + part.sources().getFirst().position(),
                part.sources().getFirst().event());
    }

    @Test
    void whatIsNotProvedIsNotCalledProved() {
        DiffPage forged = page("forged@before", "forged");
        assertFalse(forged.proven());
        assertTrue(
                forged.cautions().getFirst().contains("nothing proves that the rest is equal"),
                "" + forged.cautions());
        DiffPage unsaved = page("unsaved@before", "unsaved");
        assertFalse(unsaved.proven());
        assertTrue(unsaved.cautions().getFirst().contains("has saved no edited model"));
    }

    @Test
    void twoEditsShareNeuronsOrNot() {
        DiffPage page = page("one", "two");
        assertNotEquals(page.a().hue(), page.b().hue(), "of one method, and kept apart");
        assertTrue(page.isOfTwo());
        Overlap all = page.overlap().getLast();
        assertEquals(-1, all.block());
        assertEquals(1, all.both());
        assertEquals("0.33", all.told());
        assertEquals("0.00", page("one", "forged").overlap().getLast().told());
    }

    @Test
    void aNeuronHasItsScoresItsValuesAndItsNeighbours() {
        NeuronPage page = neuron("one", 1, 5, 0);
        assertTrue(page.finding().startsWith("Neuron 5 of block 1: 4 parameters moved, by "));
        assertEquals(
                List.of("score", "path"), page.scores().stream().map(NeuronScore::name).toList());
        assertEquals("1", page.scores().getFirst().rank());
        ValueRow last = page.moves().getFirst().values().getLast();
        assertEquals(new ValueRow(3, "23", "23.0", "23.5", "0.5", "41b80000", "41bc0000"), last);
        assertEquals("/runs/one/neurons/1/2", page.earlier() + page.later());
        assertEquals(List.of("two"), page.also().stream().map(AlsoMoved::run).toList());
        assertEquals("Neuron 0 of block 1 was not moved.", neuron("one", 1, 0, 0).finding());
        assertEquals(2, neuron("one", 1, 5, 2).moves().getFirst().values().size());
        assertThrows(Refusal.class, () -> neuron("one", 2, 0, 0));
    }

    @Test
    void whatANeuronSaysBeforeAndAfterIsMarkedWhereItDiffers() {
        Says says = neuron("one", 1, 2, 0).says();
        assertNotNull(says);
        assertEquals("gone", says.lines().getFirst().promotes().css());
        assertEquals("new", says.lines().getFirst().promotesNow().css());
        assertEquals("", says.lines().getLast().promotesNow().css(), "a comma both times");
        assertEquals("sorry", says.lines().getFirst().promotesNow().text().getFirst().text());
        assertNull(neuron("one", 1, 5, 0).says(), "not described");
    }

    @Test
    void aBlobIsReadAndHashedAnew() {
        String delta = page("one@before", "one").parts().getFirst().sources().getFirst().delta();
        BlobPage page = PAGES.blob(delta);
        assertTrue(page.isSound());
        assertEquals("safetensors", page.kind());
        assertEquals(3, page.tensors().size());
        assertEquals("neurons-changed.v1", page.named().getFirst().type());
        assertThrows(Refusal.class, () -> PAGES.blob("0".repeat(64)));
        assertThrows(Refusal.class, () -> PAGES.blob("../secret"));
    }

    @Test
    void theSameIsServedAsJson() {
        String json = PAGES.json(ModelName.parse("one@before"), ModelName.parse("one"));
        assertTrue(CanonicalJson.parse(json.strip()) instanceof Map, json);
        assertTrue(json.contains("\"differing\":8,\"oneBase\":true,\"same\":2"), json);
        String neuron =
                PAGES.neuronJson(ViewedRun.ours(RECORD.view("one")), new NeuronPlace(1, 5, 0));
        assertTrue(neuron.contains("\"newBits\":\"41bc0000\""), neuron);
    }

    private static DiffPage page(String a, String b) {
        return PAGES.page(ModelName.parse(a), ModelName.parse(b), "");
    }

    private static NeuronPage neuron(String run, int block, int neuron, int from) {
        return PAGES.neuron(ViewedRun.ours(RECORD.view(run)), new NeuronPlace(block, neuron, from));
    }
}
