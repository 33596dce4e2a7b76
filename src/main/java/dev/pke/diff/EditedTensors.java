package dev.pke.diff;

import dev.pke.fault.UserError;
import dev.pke.model.folder.NeuronLayout;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.Change;
import dev.pke.model.weights.Delta;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint with deltas laid over it. Only the tensors that a delta names are copied; each
 * delta's old bits are held against what is there, so that it can't be laid over another model.
 */
public final class EditedTensors implements Tensors {
    private final Tensors base;
    private final String label;
    private final Map<String, Long> evidence;
    private final Arena arena = Arena.ofShared();
    private final SortedMap<String, TensorBytes> tensors;
    private final Set<String> replaced = new HashSet<>();

    /** Takes over {@code base}, which is closed with it. */
    public EditedTensors(Tensors base, String label, Map<String, Long> evidence) {
        this.base = base;
        this.label = label;
        this.evidence = Map.copyOf(evidence);
        this.tensors = new TreeMap<>(base.tensors());
    }

    /** Lays a delta on top: old bits must be there, new bits take their place. */
    public void apply(Delta delta) {
        delta.changes().forEach((name, c) -> write(name, c, c.before(), c.after()));
    }

    /** Takes a delta off again: new bits must be there, old bits take their place. */
    public void revert(Delta delta) {
        delta.changes().forEach((name, c) -> write(name, c, c.after(), c.before()));
    }

    private void write(String name, Change change, byte[] expected, byte[] bits) {
        TensorBytes here = tensors.get(name);
        if (here == null) {
            throw new UserError(
                    base.label() + " has no tensor " + name + ", which the delta edits");
        }
        DType dtype = change.dtype();
        if (here.dtype() != dtype || !here.shape().equals(change.shape())) {
            throw new UserError(
                    "%s: tensor %s is %s %s, the delta edits %s %s"
                            .formatted(
                                    base.label(),
                                    name,
                                    here.dtype(),
                                    here.shape(),
                                    dtype,
                                    change.shape()));
        }
        MemorySegment copy = arena.allocate(here.bytes().byteSize(), 8).copyFrom(here.bytes());
        int width = dtype.bytes();
        long[] places = change.places();
        for (int k = 0; k < bits.length / width; k++) {
            long at = (places == null ? k : places[k]) * width;
            MemorySegment old = MemorySegment.ofArray(expected);
            if (at < 0 || at + width > copy.byteSize()) {
                throw new UserError("the delta names a place outside tensor " + name);
            }
            if (MemorySegment.mismatch(
                            copy, at, at + width, old, (long) k * width, (long) (k + 1) * width)
                    >= 0) {
                throw new UserError(
                        "%s: element %d of %s has other bits than the delta expects there"
                                .formatted(base.label(), at / width, name));
            }
            MemorySegment.copy(bits, k * width, copy, ValueLayout.JAVA_BYTE, at, width);
        }
        tensors.put(name, new TensorBytes(dtype, here.shape(), copy));
        replaced.add(name);
    }

    @Override
    public NeuronLayout neurons() {
        return base.neurons();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public SortedMap<String, TensorBytes> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    @Override
    public boolean isReplaced(String tensor) {
        return replaced.contains(tensor);
    }

    @Override
    public Map<String, Long> evidence() {
        return evidence;
    }

    @Override
    public void close() {
        arena.close();
        base.close();
    }
}
