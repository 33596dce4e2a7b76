package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a decoder for passes without a gradient: large matrices a second time, in the layout
 * that multiplies few rows fastest. A part is packed at its first use, all anew after an edit. On a
 * GPU, in f16, and beyond {@link #LIMIT} they are the plain parts.
 */
final class Packed implements AutoCloseable {
    /**
     * Bytes of weights up to which they are held twice: a fixed number, so that an answer's bits
     * never depend on how much memory happens to be free.
     */
    static final long LIMIT = 4L << 30;

    /** Elements below which packing gains nothing. */
    private static final long SMALL = 1 << 18;

    /** Rows that the layout is made for: a batch of sequences, each with its newest token. */
    private static final int ROWS = 16;

    private static final Set<String> MATRICES =
            Set.of("q", "k", "v", "o", "gate", "up", "down", "head");

    private final Script kernels;
    private final Weights weights;
    private final boolean packs;
    private final Map<Integer, IValue> values = new HashMap<>();
    private final NDList own = new NDList();
    private long edits;

    Packed(Script kernels, Weights weights, ModelOptions options) {
        this.kernels = kernels;
        this.weights = weights;
        this.packs =
                options.isTwice(weights.bytes())
                        && weights.dtype(weights.embeddingName()) != DType.F16;
        this.edits = weights.edits();
    }

    /** The parts at a place, a block's number or any other that means the ends, for kernels. */
    IValue at(int place, Map<String, NDArray> plain) {
        if (edits != weights.edits()) {
            close();
            edits = weights.edits();
        }
        return values.computeIfAbsent(place, p -> packed(plain));
    }

    private IValue packed(Map<String, NDArray> plain) {
        Map<String, NDArray> parts = new LinkedHashMap<>(plain);
        try (Scope scope = Scope.open()) {
            for (String name : MATRICES) {
                NDArray part = plain.get(name);
                if (packs && part != null && part.size() >= SMALL) {
                    NDArray packed = scope.release(kernels.frozen("pack", part, ROWS));
                    own.add(packed);
                    parts.put(name, packed);
                }
            }
        }
        return Script.value(parts);
    }

    @Override
    public void close() {
        values.values().forEach(IValue::close);
        values.clear();
        own.close();
        own.clear();
    }
}
