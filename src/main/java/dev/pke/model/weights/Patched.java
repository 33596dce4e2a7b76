package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.Bits;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tensors that a patch changes, as they would be with it, rounded to each one's dtype. */
record Patched(Weights weights, Kernels kernels, Patch patch) {

    Set<String> names() {
        Set<String> names = new TreeSet<>(patch.tensors().keySet());
        patch.columns().keySet().forEach(l -> names.add(weights.downName(l)));
        return names;
    }

    /** A copy of one with the patch in it. */
    NDArray tensor(String name) {
        NDArray copy = kernels.tensors().copy(weights.tensor(name));
        NDArray whole = patch.tensors().get(name);
        if (whole != null) {
            kernels.tensors().put(copy, whole);
        }
        for (Patch.Columns c : patch.columns().values()) {
            int block = c.region().block();
            if (weights.downName(block).equals(name)) {
                NDArray at = Frame.array(kernels, c.region());
                kernels.tensors().putColumns(weights.down(block, copy), at, c.values());
            }
        }
        return weights.rounded(name, copy);
    }

    /** What it changes, to the bit. */
    Delta delta() {
        Map<String, Change> changes = new TreeMap<>();
        for (String name : names()) {
            try (var _ = Scope.open()) {
                change(name, tensor(name)).ifPresent(c -> changes.put(name, c));
            }
        }
        return new Delta(changes);
    }

    private Optional<Change> change(String name, NDArray patched) {
        DType dtype = weights.dtype(name);
        NDArray before = weights.stored(name, weights.tensor(name));
        NDArray after = weights.stored(name, patched);
        NDArray differs = kernels.tensors().differs(before, after, dtype);
        long count = differs.sum().getLong();
        if (count == 0) {
            return Optional.empty();
        }
        if (count * 4 > before.size()) {
            return Optional.of(
                    new Change(
                            dtype,
                            weights.shape(name),
                            null,
                            Bits.read(kernels, before, dtype),
                            Bits.read(kernels, after, dtype)));
        }
        NDArray differing = kernels.tensors().placesOf(differs);
        return Optional.of(
                new Change(
                        dtype,
                        weights.shape(name),
                        differing.toLongArray(),
                        Bits.read(kernels, kernels.tensors().take(before, differing), dtype),
                        Bits.read(kernels, kernels.tensors().take(after, differing), dtype)));
    }
}
