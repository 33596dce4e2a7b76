package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights that stand in for the model's own while it computes: whole tensors by name, and columns
 * of a block's down_proj. The model is untouched; where a replacement requires a gradient, one
 * flows to it. This is what an editor trains, and what a {@link Delta} is made of.
 */
public final class Patch {
    private final Map<String, NDArray> tensors;
    private final Map<Integer, Columns> columns;

    /**
     * New values of some columns of W of one block.
     *
     * @param region the block and its columns, ascending
     * @param values (hidden, columns) f32
     */
    public record Columns(Region region, NDArray values) {
        public Columns {
            if (values.getShape().get(1) != region.neurons().size()) {
                throw new IllegalArgumentException(
                        "%s columns for %d neurons"
                                .formatted(values.getShape(), region.neurons().size()));
            }
        }
    }

    private Patch(Map<String, NDArray> tensors, Map<Integer, Columns> columns) {
        this.tensors = tensors;
        this.columns = columns;
    }

    /** Nothing replaced. */
    public static Patch none() {
        return new Patch(Map.of(), Map.of());
    }

    /** Whole tensors, by the checkpoint's names and in its layout. */
    public static Patch tensors(Map<String, NDArray> tensors) {
        return new Patch(new LinkedHashMap<>(tensors), Map.of());
    }

    /** Columns of down_proj, at most one set a block. */
    public static Patch columns(Iterable<Columns> columns) {
        Map<Integer, Columns> byBlock = new TreeMap<>();
        for (Columns c : columns) {
            if (byBlock.put(c.region().block(), c) != null) {
                throw new IllegalArgumentException("two sets of columns for " + c.region());
            }
        }
        return new Patch(Map.of(), byBlock);
    }

    /** The same values, through which no gradient flows. */
    public Patch still() {
        Map<String, NDArray> fixed = new LinkedHashMap<>();
        tensors.forEach((name, values) -> fixed.put(name, values.stopGradient()));
        Map<Integer, Columns> still = new TreeMap<>();
        columns.forEach((l, c) -> still.put(l, new Columns(c.region(), c.values().stopGradient())));
        return new Patch(fixed, still);
    }

    public Map<String, NDArray> tensors() {
        return tensors;
    }

    public Map<Integer, Columns> columns() {
        return columns;
    }

    /** Everything replaced, in a fixed order: what an optimiser steps. */
    public NDList leaves() {
        NDList leaves = new NDList(tensors.values());
        columns.values().forEach(c -> leaves.add(c.values()));
        return leaves;
    }
}
