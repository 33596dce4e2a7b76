package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.torch.Bits;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tensors of a model by the names its checkpoint gives them. Those read from a file are mapped
 * copy-on-write: changing one never touches the file. Where a CPU computes with a wider kind than
 * they are stored in, they are held in that; bits, digests and deltas are those of the stored kind.
 */
public final class Weights implements CheckpointWriter.Tensors {
    final Kernels kernels;
    final Architecture architecture;
    private final Map<String, NDArray> tensors;
    private final Map<String, DType> dtypes;
    private final Map<String, DType> held;
    private long edits;

    Weights(
            Kernels kernels,
            Architecture architecture,
            Map<String, NDArray> tensors,
            Map<String, DType> dtypes,
            Map<String, DType> held) {
        this.kernels = kernels;
        this.architecture = architecture;
        this.tensors = new LinkedHashMap<>(new TreeMap<>(tensors));
        this.dtypes = Map.copyOf(dtypes);
        this.held = Map.copyOf(held);
    }

    /** Every tensor's name, sorted. */
    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** A tensor as the checkpoint lays it out, in the kind it is held in. */
    public NDArray tensor(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelError("the model has no tensor " + name);
        }
        return tensor;
    }

    /** The kind of a tensor's elements as they are stored and changed. */
    @Override
    public DType dtype(String name) {
        DType dtype = dtypes.get(name);
        if (dtype == null) {
            throw new ModelError("the model has no tensor " + name);
        }
        return dtype;
    }

    /** The kind of a tensor's elements as they are computed with. */
    public DType held(String name) {
        return held.getOrDefault(name, dtype(name));
    }

    /** A tensor, or some of its elements, in the kind it is stored in: the same numbers. */
    NDArray stored(String name, NDArray values) {
        return held(name) == dtype(name) ? values : kernels.tensors().cast(values, dtype(name));
    }

    /** The values of a tensor's kind in the kind it is held in: what is narrower is rounded. */
    NDArray rounded(String name, NDArray values) {
        return held(name) == dtype(name)
                ? values
                : kernels.tensors().cast(stored(name, values), held(name));
    }

    @Override
    public List<Long> shape(String name) {
        return Arrays.stream(tensor(name).getShape().getShape()).boxed().toList();
    }

    /** The number of elements of all tensors. */
    public long parameters() {
        return tensors.values().stream().mapToLong(NDArray::size).sum();
    }

    /** Bytes of all tensors as they are held. */
    public long bytes() {
        return names().stream().mapToLong(n -> tensor(n).size() * held(n).bytes()).sum();
    }

    /** W of block l, (hidden, intermediate): neuron i is column i. A view: in GPT-2 a transpose. */
    public NDArray down(int block) {
        return part(block, "down", tensors);
    }

    /** The same of a tensor that stands in for the checkpoint's. */
    NDArray down(int block, NDArray instead) {
        return part(block, "down", Map.of(downName(block), instead));
    }

    /** The checkpoint's name of W of block l. */
    public String downName(int block) {
        return architecture.tensor(block, "down");
    }

    /** The checkpoint's names of W of block l and of its bias where it has one. */
    public List<String> downNames(int block) {
        return mlpParts(block)
                .filter(part -> part.startsWith("down"))
                .map(part -> architecture.tensor(block, part))
                .toList();
    }

    /** The name of the embedding, whose dtype is the model's. */
    public String embeddingName() {
        return architecture.tensor("embed");
    }

    /** The tensors of a block's MLP: gate, up (which may be one) and down with their biases. */
    public List<String> mlpNames(int block) {
        return mlpParts(block).map(part -> architecture.tensor(block, part)).distinct().toList();
    }

    /** The parts it has. */
    Stream<String> mlpParts(int block) {
        return architecture.block().keySet().stream()
                .filter(part -> part.matches("(gate|up|down)(\\.bias)?"))
                .filter(part -> tensors.containsKey(architecture.tensor(block, part)));
    }

    /** The names of what lies outside blocks. */
    public Set<String> endNames() {
        return architecture.ends().values().stream()
                .map(Architecture.Part::tensor)
                .collect(Collectors.toSet());
    }

    /** The names of all tensors of a block. */
    public List<String> blockNames(int block) {
        String prefix = architecture.prefix().formatted(block);
        return names().stream().filter(n -> n.startsWith(prefix)).toList();
    }

    /**
     * The names of what acts on states after block l's down_proj has read: it, later blocks, the
     * final norm; not the unembedding.
     */
    public Set<String> namesFrom(int block) {
        Set<String> found = new TreeSet<>();
        for (String part : List.of("down", "down.bias", "norm2.post", "norm2.post.bias")) {
            if (architecture.block().containsKey(part)) {
                found.add(architecture.tensor(block, part));
            }
        }
        Set<String> below = new TreeSet<>();
        for (int l = 0; l <= block; l++) {
            below.addAll(blockNames(l));
        }
        architecture.ends().values().forEach(p -> below.add(p.tensor()));
        architecture
                .ends()
                .forEach((part, source) -> {
                    if (part.startsWith("norm")) {
                        found.add(source.tensor());
                    }
                });
        names().stream().filter(n -> !below.contains(n)).forEach(found::add);
        return found;
    }

    /** SHA-256 of each tensor: over "F32 [64, 176]\n" (dtype, shape), then its bytes. */
    public SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String name : names()) {
            digests.put(name, digest(name));
        }
        return Collections.unmodifiableSortedMap(digests);
    }

    /** Hands a tensor's little-endian bytes over in order, in windows onto native memory. */
    @Override
    public void read(String name, Consumer<ByteBuffer> sink) {
        try (var _ = Scope.open()) {
            Bits.read(kernels, stored(name, tensor(name)), sink);
        }
    }

    /** How often anything was overwritten: whoever keeps what was computed from weights asks. */
    long edits() {
        return edits;
    }

    /** Reads an element of every page, so that mapped weights are in memory afterwards. */
    public void touch() {
        for (String name : names()) {
            try (var _ = Scope.open()) {
                kernels.tensors().touch(tensor(name), Math.max(1, 4096 / held(name).bytes()));
            }
        }
    }

    /** SHA-256 of one tensor. */
    public String digest(String name) {
        MessageDigest sha = Digest.start(dtype(name), shape(name));
        read(name, sha::update);
        return Digest.hex(sha);
    }

    /** SHA-256 of the whole: over a line "name digest\n" a tensor, sorted by name. */
    public String digest() {
        return Digest.of(digests());
    }

    /** What a patch would change here, to the bit, rounded to each tensor's dtype. */
    public Delta delta(Patch patch) {
        return new Patched(this, kernels, patch).delta();
    }

    /** The bits of a tensor at flat indices, or all of them where places is null. */
    public byte[] bits(String name, long @Nullable [] places) {
        NDArray tensor = tensor(name);
        try (var _ = Scope.open()) {
            if (places == null) {
                return Bits.read(kernels, stored(name, tensor), dtype(name));
            }
            NDArray at = kernels.manager().create(places);
            NDArray some = stored(name, kernels.tensors().take(tensor, at));
            return Bits.read(kernels, some, dtype(name));
        }
    }

    /** Writes bits at flat indices, or everywhere where places is null. */
    void overwrite(String name, long @Nullable [] places, byte[] bits) {
        edits++;
        try (var _ = Scope.open()) {
            NDArray tensor = tensor(name);
            if (places == null) {
                long[] shape = tensor.getShape().getShape();
                NDArray values = Bits.write(kernels, bits, dtype(name), shape);
                kernels.tensors().put(tensor, widened(name, values));
            } else {
                NDArray at = kernels.manager().create(places);
                NDArray values = Bits.write(kernels, bits, dtype(name), places.length);
                kernels.tensors().putAt(tensor, at, widened(name, values));
            }
        }
    }

    private NDArray widened(String name, NDArray values) {
        return held(name) == dtype(name) ? values : kernels.tensors().cast(values, held(name));
    }

    /** The tensors that make up one block (or, with {@code ends}, what lies outside blocks). */
    public Map<String, NDArray> parts(int block, Map<String, NDArray> from) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        for (String part : architecture.block().keySet()) {
            String name = architecture.tensor(block, part);
            if (tensors.containsKey(name)) {
                parts.put(part, part(block, part, from));
            }
        }
        return parts;
    }

    public Map<String, NDArray> ends(Map<String, NDArray> from) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        architecture
                .ends()
                .forEach((part, source) -> {
                    if (tensors.containsKey(source.tensor())) {
                        parts.put(part, pick(source.tensor(), from));
                    }
                });
        parts.putIfAbsent("head", parts.get("embed"));
        return parts;
    }

    /** A part of a block as it is computed with, a view of one of these tensors or of our own. */
    NDArray part(int block, String part, Map<String, NDArray> from) {
        Architecture.Part source = architecture.block().get(part);
        NDArray whole = pick(architecture.tensor(block, part), from);
        return source == null ? whole : source.slice().of(kernels, whole);
    }

    /** From the given tensors, or else our own. */
    private NDArray pick(String name, Map<String, NDArray> from) {
        NDArray replaced = from.get(name);
        return replaced == null ? tensor(name) : replaced;
    }
}
