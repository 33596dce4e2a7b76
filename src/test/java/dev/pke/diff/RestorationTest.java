package dev.pke.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.TickingClock;
import dev.pke.audit.SampleLog;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.export.DiffText;
import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.Delta;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

class RestorationTest {
    private static final String RUN = "20261120-170501-pke-6-ab12";
    private static final String DOWN = "model.layers.1.mlp.down_proj.weight";
    private static final long[] PLACES = {5, 11, 17, 23}; // column 5 of a 4 x 6 matrix: neuron 5
    @TempDir Path folder;
    private Path base;
    private Path edited;
    private Path home;
    private byte[] delta = new byte[0];

    @BeforeEach
    void recordAnEdit() throws IOException {
        TinyCheckpoint model = TinyCheckpoint.llama(1);
        base = model.write(folder.resolve("base"));
        ByteBuffer down = model.floats(DOWN);
        ByteBuffer before = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer after = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (long place : PLACES) {
            int at = Math.toIntExact(4 * place);
            float old = down.getFloat(at);
            before.putFloat(old);
            after.putFloat(old * -0.5f);
            down.putFloat(at, old * -0.5f);
        }
        edited = model.write(folder.resolve("edited"));
        delta = delta(before.array(), after.array());
        home = folder.resolve("home");
        record();
    }

    private static byte[] delta(byte[] before, byte[] after) {
        List<Long> kept = List.of((long) PLACES.length);
        return Safetensors.write(
                Map.of(
                        DOWN + ".before", new RawTensor(DType.F32, kept, before),
                        DOWN + ".after", new RawTensor(DType.F32, kept, after),
                        DOWN + ".places", RawTensor.of(PLACES)),
                Map.of(DOWN, "4,6"));
    }

    private void record() throws IOException {
        try (Home open = Home.open(home, new TickingClock());
                InputStream registered =
                        getClass().getResourceAsStream("/golden/events/run-registered.v1.json")) {
            String data = new String(Objects.requireNonNull(registered).readAllBytes(), UTF_8);
            open.store()
                    .append(
                            "run/" + RUN,
                            ExpectedVersion.none(),
                            List.of(new NewEvent("r", "run-registered.v1", data.strip())));
            add(
                    open,
                    new ModelFingerprinted(
                            "tiny",
                            base.toString(),
                            "llama",
                            188,
                            3,
                            6,
                            4,
                            "f32",
                            digests(base),
                            Restoration.digest(base),
                            ""));
            String blob = open.blobs().put(delta);
            add(open, new NeuronsChanged(DOWN, 1, List.of(5), 4, 1, 1, 1, blob));
            String manifest = open.blobs().put(new byte[] {'{', '}'});
            add(open, new CheckpointSaved(manifest, Restoration.digest(edited), 4));
        }
    }

    private static void add(Home open, Fact fact) {
        SampleLog.add(open.store(), "run/" + RUN, fact);
    }

    private static SortedMap<String, String> digests(Path model) {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Tensors tensors = FolderTensors.open(model)) {
            tensors.tensors().forEach((name, t) -> digests.put(name, TensorDiff.digest(t)));
        }
        return digests;
    }

    @Test
    void theDigestIsTheOneThatEventsRecord() {
        assertEquals(Digest.of(digests(base)), Restoration.digest(base));
    }

    @Test
    void revertingPutsEveryOldBitBack() throws IOException {
        List<Delta> deltas = List.of(Delta.fromSafetensors("test", delta));
        Path to = folder.resolve("reverted");
        Restoration made = Restoration.revert(edited, deltas, to);
        assertEquals(Restoration.digest(base), made.digest());
        assertEquals(
                -1,
                Files.mismatch(base.resolve("model.safetensors"), to.resolve("model.safetensors")));
    }

    @Test
    void applyingPutsEveryNewBitThere() {
        List<Delta> deltas = List.of(Delta.fromSafetensors("test", delta));
        Restoration made = Restoration.apply(base, deltas, folder.resolve("applied"));
        assertEquals(Restoration.digest(edited), made.digest());
    }

    @Test
    void anotherModelIsRefusedAndNothingIsWritten() throws IOException {
        Path other = TinyCheckpoint.llama(2).write(folder.resolve("other"));
        List<Delta> deltas = List.of(Delta.fromSafetensors("test", delta));
        Path to = folder.resolve("never");
        UserError refused =
                assertThrows(UserError.class, () -> Restoration.revert(other, deltas, to));
        assertTrue(String.valueOf(refused.getMessage()).contains("element 5 of " + DOWN));
        assertFalse(Files.exists(to));
    }

    @Test
    void anExistingFolderIsNeverOverwritten() {
        List<Delta> deltas = List.of(Delta.fromSafetensors("test", delta));
        assertThrows(UserError.class, () -> Restoration.apply(base, deltas, edited));
    }

    @Test
    void aRunComparesAsFoundAndAsLeft() {
        try (Home open = Home.openReadOnly(home)) {
            TensorSources sources = new TensorSources(open, null);
            try (Tensors before = sources.open(RUN + "@before");
                    Tensors after = sources.open("20261120-1705")) {
                CheckpointDiff diff = CheckpointDiff.of(before, after);
                assertEquals(4, diff.changed());
                assertEquals(Map.of(DOWN, 3L), diff.evidence());
                RecordedRun run = sources.run(RUN);
                assertTrue(run.isBefore(diff.digestA()));
                assertTrue(run.isAfter(diff.digestB()));
                String lines = String.join("\n", DiffText.lines(diff));
                assertTrue(lines.contains("neuron (1, 5): 4 elements"), lines);
                assertTrue(lines.contains("event 3"), lines);
                assertTrue(lines.contains("the other 6 tensors have equal digests"), lines);
                assertEquals(8, DiffText.csv(diff).lines().count());
            }
        }
    }

    @Test
    void aDeltaComparesOverItsBase() throws IOException {
        Path file = Files.write(folder.resolve("edit.safetensors"), delta);
        TensorSources sources = new TensorSources(null, base);
        try (Tensors left = sources.open(file.toString());
                Tensors right = sources.open(edited.toString())) {
            assertTrue(CheckpointDiff.of(left, right).same());
        }
        assertThrows(UserError.class, () -> new TensorSources(null, null).open(file.toString()));
    }

    @Test
    void whatIsNothingIsOneLine() {
        try (Home open = Home.openReadOnly(home)) {
            TensorSources sources = new TensorSources(open, null);
            UserError refused = assertThrows(UserError.class, () -> sources.open("no-such-run"));
            assertTrue(String.valueOf(refused.getMessage()).contains("pke runs"));
        }
    }
}
