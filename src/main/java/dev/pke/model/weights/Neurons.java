package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.DType;
import dev.pke.model.torch.TensorKernels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Neurons with all that belongs to them: what they read, rows of gate and up with their biases
 * where there are any, and what they write, columns of down_proj.
 *
 * @param weights the model's
 * @param regions the neurons
 * @param extent what of them is meant
 */
public record Neurons(Weights weights, List<Region> regions, Extent extent) {
    /** How much of a neuron. */
    public enum Extent {
        /** What it reads and what it writes. */
        WHOLE,
        /** What it writes. */
        WRITTEN
    }

    public Neurons {
        regions = List.copyOf(regions);
    }

    /** The names of the tensors they lie in. */
    public Set<String> tensors() {
        Set<String> names = new TreeSet<>();
        for (Region region : regions) {
            parts(region)
                    .forEach(part -> names.add(weights.architecture.tensor(region.block(), part)));
        }
        return names;
    }

    /** These tensors as leaves, copies in f32. */
    public Patch leaves() {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        for (String name : tensors()) {
            leaves.put(name, kernels().leaf(weights.tensor(name), DType.F32));
        }
        return Patch.tensors(leaves);
    }

    /** Their part of these tensors, copied, (hidden or 1, neurons) f32 each. */
    public NDList of(Map<String, NDArray> tensors) {
        NDList copies = new NDList();
        for (Region region : regions) {
            NDArray at = Frame.array(weights.kernels, region); // (neurons)
            for (String part : parts(region)) {
                NDArray columns = kernels().columns(seen(region, part, tensors), at);
                copies.add(kernels().cast(columns, DType.F32));
            }
        }
        return copies;
    }

    /** Overwrites their part of these tensors with what {@link #of} gives of others. */
    public void put(Map<String, NDArray> tensors, NDList values) {
        int next = 0;
        for (Region region : regions) {
            NDArray at = Frame.array(weights.kernels, region); // (neurons)
            for (String part : parts(region)) {
                kernels().putColumns(seen(region, part, tensors), at, values.get(next++));
            }
        }
    }

    private List<String> parts(Region region) {
        return weights.mlpParts(region.block())
                .filter(part ->
                        extent == Extent.WHOLE ? !part.equals("down.bias") : part.equals("down"))
                .toList();
    }

    /** A part with neuron i in column i, (hidden or 1, intermediate): a view. */
    private NDArray seen(Region region, String part, Map<String, NDArray> tensors) {
        NDArray whole = weights.part(region.block(), part, tensors);
        return switch (part) {
            case "gate", "up" -> kernels().turned(whole);
            case "down" -> whole;
            default -> whole.reshape(1, -1); // a bias
        };
    }

    private TensorKernels kernels() {
        return weights.kernels.tensors();
    }
}
