package dev.pke.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.diff.TensorChange.Kind;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.torch.DType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

class CheckpointDiffTest {
    private static final String DOWN = "model.layers.1.mlp.down_proj.weight";
    private static final String GATE = "model.layers.1.mlp.gate_proj.weight";
    @TempDir Path folder;
    private Path a;
    private TinyCheckpoint changed;

    @BeforeEach
    void writeTheFirst() throws IOException {
        a = TinyCheckpoint.llama(1).write(folder.resolve("a"));
        changed = TinyCheckpoint.llama(1);
    }

    private CheckpointDiff diff() throws IOException {
        Path b = changed.write(folder.resolve("b"));
        try (Tensors before = FolderTensors.open(a);
                Tensors after = FolderTensors.open(b)) {
            return CheckpointDiff.of(before, after);
        }
    }

    private TensorChange only(CheckpointDiff diff, String name) {
        for (TensorChange each : diff.tensors()) {
            if (!each.name().equals(name)) {
                assertEquals(Kind.SAME, each.kind(), each.name());
                assertEquals(each.before(), each.after());
            }
        }
        return diff.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void equalCheckpointsCarryEqualDigests() throws IOException {
        CheckpointDiff diff = diff();
        assertTrue(diff.same());
        assertEquals(7, diff.tensors().size());
        TensorChange down = only(diff, DOWN);
        var sha = Digest.start(DType.F32, List.of(4L, 6L));
        sha.update(changed.floats(DOWN).array());
        assertEquals(Digest.hex(sha), down.before().orElseThrow().digest());
        assertEquals(down.before(), down.after());
    }

    @Test
    void oneElementChangedByOneUlpIsFound() throws IOException {
        ByteBuffer down = changed.floats(DOWN);
        int at = 4 * (2 * 6 + 5); // row 2, column 5: neuron 5
        float old = down.getFloat(at);
        down.putFloat(at, Math.nextUp(old));
        TensorChange found = only(diff(), DOWN);
        assertEquals(Kind.CHANGED, found.kind());
        assertEquals(1, found.changed());
        assertEquals(1, found.maxSteps());
        double delta = (double) Math.nextUp(old) - old;
        assertEquals(delta, found.linf());
        assertEquals(delta, found.l2(), 1e-20);
        assertEquals(List.of(5), found.neurons().stream().map(n -> n.index()).toList());
        assertNotEquals(found.before(), found.after());
    }

    @Test
    void rowsOfTheGateAreNeurons() throws IOException {
        ByteBuffer gate = changed.floats(GATE);
        gate.putFloat(4 * (3 * 4 + 1), 9f);
        gate.putFloat(4 * (3 * 4 + 2), 9f);
        gate.putFloat(4 * 4, gate.getFloat(4 * 4) + 0.001f);
        TensorChange found = only(diff(), GATE);
        assertEquals(List.of(3, 1), found.neurons().stream().map(n -> n.index()).toList());
        assertEquals(2, found.neurons().getFirst().changed());
        assertEquals(2, found.neuronsChanged());
    }

    @Test
    void normsAreThoseOfTheDifference() throws IOException {
        ByteBuffer down = changed.floats(DOWN);
        double squares = 0;
        double base = 0;
        double largest = 0;
        for (int at = 0; at < down.capacity(); at += 4) {
            float old = down.getFloat(at);
            float now = old * 1.01f;
            down.putFloat(at, now);
            squares += ((double) now - old) * ((double) now - old);
            base += (double) old * old;
            largest = Math.max(largest, Math.abs((double) now - old));
        }
        TensorChange found = only(diff(), DOWN);
        assertEquals(24, found.changed());
        assertEquals(1.0, found.share());
        assertEquals(Math.sqrt(squares), found.l2(), 1e-15);
        assertEquals(Math.sqrt(squares / base), found.relative(), 1e-12);
        assertEquals(largest, found.linf());
    }

    @Test
    void anotherNanPayloadIsAChange() throws IOException {
        TinyCheckpoint first = TinyCheckpoint.llama(1);
        first.floats(DOWN).putInt(0, 0x7fc00000);
        a = first.write(folder.resolve("a"));
        changed.floats(DOWN).putInt(0, 0x7fc00001);
        TensorChange found = only(diff(), DOWN);
        assertEquals(1, found.changed());
        assertEquals(1, found.nanPayloads());
        assertEquals(1, found.nonFinite());
        assertEquals(0.0, found.l2());
    }

    @Test
    void aNumberThatBecomesInfiniteIsCountedAndLeavesTheNormsFinite() throws IOException {
        changed.floats(DOWN).putFloat(0, Float.POSITIVE_INFINITY);
        TensorChange found = only(diff(), DOWN);
        assertEquals(1, found.nonFinite());
        assertEquals(0.0, found.l2());
        assertEquals(1, found.changed());
    }

    @Test
    void minusZeroIsAChange() throws IOException {
        TinyCheckpoint first = TinyCheckpoint.llama(1);
        first.floats(DOWN).putFloat(8, 0f);
        a = first.write(folder.resolve("a"));
        changed.floats(DOWN).putFloat(8, -0f);
        TensorChange found = only(diff(), DOWN);
        assertEquals(1, found.changed());
        assertEquals(1, found.signedZeros());
        assertEquals(0.0, found.l2());
    }

    @Test
    void anotherShapeIsReported() throws IOException {
        byte[] same = changed.floats(DOWN).array();
        changed.put(DOWN, DType.F32, List.of(6L, 4L), same);
        assertEquals(Kind.RESHAPED, only(diff(), DOWN).kind());
    }

    @Test
    void anotherDtypeIsReported() throws IOException {
        byte[] same = changed.floats(DOWN).array();
        changed.put(DOWN, DType.I32, List.of(4L, 6L), same);
        assertEquals(Kind.RETYPED, only(diff(), DOWN).kind());
    }

    @Test
    void missingAndExtraTensorsAreReported() throws IOException {
        changed.remove(GATE);
        assertEquals(Kind.MISSING, only(diff(), GATE).kind());
        changed = TinyCheckpoint.llama(1).put("extra", DType.U8, List.of(2L), new byte[2]);
        TensorChange extra = only(diff(), "extra");
        assertEquals(Kind.EXTRA, extra.kind());
        assertTrue(extra.before().isEmpty());
    }

    @Test
    void bfloat16IsReadAsSuch() throws IOException {
        ByteBuffer embedding = changed.floats("model.embed_tokens.weight");
        short bits = embedding.getShort(6);
        embedding.putShort(6, (short) (bits + 1));
        TensorChange found = only(diff(), "model.embed_tokens.weight");
        assertEquals(1, found.changed());
        assertEquals(1, found.maxSteps());
        float old = Float.intBitsToFloat(bits << 16);
        assertEquals(Math.abs(Float.intBitsToFloat((bits + 1) << 16) - old), found.linf());
        assertTrue(found.neurons().isEmpty());
    }

    @Test
    void changesFarApartInALargeTensorAreAllFound() throws IOException {
        byte[] large = new byte[300_000 * 4];
        a = TinyCheckpoint.llama(1).put("big", DType.F32, List.of(300_000L), large).write(a);
        byte[] other = large.clone();
        for (int at : new int[] {0, 65_535 * 4, 65_536 * 4, 299_999 * 4}) {
            other[at] = 1;
        }
        changed.put("big", DType.F32, List.of(300_000L), other);
        TensorChange found = only(diff(), "big");
        assertEquals(4, found.changed());
        var sha = Digest.start(DType.F32, List.of(300_000L));
        sha.update(other);
        assertEquals(Digest.hex(sha), found.after().orElseThrow().digest());
    }
}
