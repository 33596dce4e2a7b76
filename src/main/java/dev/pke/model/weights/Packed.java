package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a decoder for products with constant weights: beside the plain ones matrices a
 * second time, those that read the same input side by side as one, the large ones as {@link
 * Packing} says; and once more the other way round for whoever sends a gradient back. A part is
 * made at its first use, all anew after an edit. On a GPU, in f16, and beyond {@link #LIMIT} they
 * are the plain parts alone.
 *
 * <p>Why there is a limit, and why it is a fixed 4 GiB. Copies cost memory, one for answers and one
 * more for gradients: 4 GiB of weights become at most 12. Llama-2-7B in bf16, 13.5 GB, would become
 * 27 and 40 GB, where it runs in 16.4 (experiments/bench; the bar is 20). A limit that looked at
 * free memory would be kinder to large machines, but a packed product sums in another order than a
 * plain one: the same model, plan and seed would then answer with other bits when a browser happens
 * to be open, and a replay could not be held to the bit.
 */
public final class Packed implements AutoCloseable {
    /**
     * Bytes of weights up to which they are held twice, and for gradients a third time: a fixed
     * number, so that an answer's bits never depend on how much memory happens to be free.
     */
    static final long LIMIT = 4L << 30;

    /** What reads the same input: one product each. */
    private static final Map<String, List<String>> PRODUCTS =
            Map.of(
                    "qkv", List.of("q", "k", "v"),
                    "o", List.of("o"),
                    "gateup", List.of("gate", "up"),
                    "up", List.of("up"),
                    "down", List.of("down"),
                    "head", List.of("head"));

    private record Place(int number, Pull pull) {}

    private final Kernels kernels;
    private final Weights weights;
    private final Packing packing;
    private final DType dtype;
    private final boolean packs;
    private final Map<Place, Map<String, NDArray>> parts = new HashMap<>();
    private final Map<Place, IValue> values = new HashMap<>();
    private final NDList own = new NDList();
    private long edits;

    public Packed(Kernels kernels, Weights weights, ModelOptions options) {
        this.kernels = kernels;
        this.weights = weights;
        this.packing = options.packing();
        this.dtype = weights.held(weights.embeddingName());
        this.packs = options.isTwice(weights.bytes(), dtype);
        this.edits = weights.edits();
    }

    /**
     * The parts at a place for kernels.
     *
     * @param number a block's, or any other, which means the ends
     * @param plain the parts as they are stored
     * @param pull whether a gradient will be sent back through them
     */
    public IValue at(int number, Map<String, NDArray> plain, Pull pull) {
        if (edits != weights.edits()) {
            close();
            edits = weights.edits();
        }
        Place place = new Place(number, pull);
        return values.computeIfAbsent(place, p -> Kernels.parts(parts(p, plain)));
    }

    private Map<String, NDArray> parts(Place place, Map<String, NDArray> plain) {
        if (!packs) {
            return plain;
        }
        Map<String, NDArray> known = parts.get(place);
        if (known != null) {
            return known;
        }
        Map<String, NDArray> made = new LinkedHashMap<>(plain);
        if (place.pull() == Pull.GRADIENT) {
            made.putAll(parts(new Place(place.number(), Pull.WATCHED), plain));
        }
        try (Scope scope = Scope.open()) {
            PRODUCTS.forEach((name, sources) -> {
                boolean within = name.equals("up") && plain.containsKey("gate");
                if (!within && plain.keySet().containsAll(sources)) {
                    if (place.pull() == Pull.GRADIENT) {
                        back(scope, plain, name, sources, made);
                    } else {
                        forward(scope, plain, name, sources, made);
                    }
                }
            });
        }
        parts.put(place, made);
        return made;
    }

    private void forward(
            Scope scope,
            Map<String, NDArray> plain,
            String name,
            List<String> sources,
            Map<String, NDArray> made) {
        String bias = ".bias";
        NDArray matrix = joined(plain, sources, ""); // (out, in)
        boolean whole = put(scope, name, matrix, made);
        if (whole && plain.containsKey(sources.getFirst() + bias)) {
            made.put(name + bias, keep(scope, joined(plain, sources, bias)));
        }
    }

    private void back(
            Scope scope,
            Map<String, NDArray> plain,
            String name,
            List<String> sources,
            Map<String, NDArray> made) {
        NDArray turned = kernels.tensors().turned(joined(plain, sources, "")); // (in, out)
        put(scope, name + ".back", turned, made);
    }

    /** Whether the matrix is worth holding: it is small, or packed as is right here. */
    private boolean put(Scope scope, String name, NDArray matrix, Map<String, NDArray> made) {
        var size = new MatrixSize(matrix.getShape().get(0), matrix.getShape().get(1), dtype);
        if (packing.isSmall(size)) {
            made.put(name, keep(scope, matrix));
            return true;
        }
        Optional<Packer> packer = packing.packer(kernels, size);
        packer.ifPresent(way ->
                PackingTrial.packed(kernels, name, matrix, way, packing.most(dtype))
                        .forEach((part, array) -> made.put(part, keep(scope, array))));
        return packer.isPresent();
    }

    /** Rows below each other: what the products make then stands side by side. */
    private NDArray joined(Map<String, NDArray> plain, List<String> sources, String suffix) {
        NDList all = new NDList(); // (out, in) each, or biases (out)
        sources.forEach(source -> all.add(plain.get(source + suffix)));
        return kernels.tensors().joined(all);
    }

    private NDArray keep(Scope scope, NDArray array) {
        own.add(scope.release(array));
        return array;
    }

    @Override
    public void close() {
        values.values().forEach(IValue::close);
        values.clear();
        parts.clear();
        own.close();
        own.clear();
    }
}
