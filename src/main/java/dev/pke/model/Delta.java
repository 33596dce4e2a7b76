package dev.pke.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an edit changes, to the bit: per tensor the places that changed, their old bits and their
 * new ones. Computing one, applying it and reverting it are three functions; applying verifies the
 * old bits first and reverting the new ones, so neither can land on another model.
 */
public final class Delta {
    private final SortedMap<String, Change> changes;

    Delta(Map<String, Change> changes) {
        this.changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    /** By tensor name; tensors without a changed bit are absent. */
    public SortedMap<String, Change> changes() {
        return changes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The number of elements whose bits change. */
    public long elements() {
        return changes.values().stream().mapToLong(Change::changed).sum();
    }

    /** Writes the new bits. */
    public void apply(Weights weights) {
        changes.forEach((name, change) -> check(weights, name, change, change.before()));
        changes.forEach((name, change) -> weights.overwrite(name, change.places(), change.after()));
    }

    /** Writes the old bits back. */
    public void revert(Weights weights) {
        changes.forEach((name, change) -> check(weights, name, change, change.after()));
        changes.forEach(
                (name, change) -> weights.overwrite(name, change.places(), change.before()));
    }

    private static void check(Weights weights, String name, Change change, byte[] expected) {
        if (weights.dtype(name) != change.dtype() || !weights.shape(name).equals(change.shape())) {
            throw new ModelError(
                    "%s is %s %s here, %s %s in the delta"
                            .formatted(
                                    name,
                                    weights.dtype(name),
                                    weights.shape(name),
                                    change.dtype(),
                                    change.shape()));
        }
        if (!Arrays.equals(weights.bits(name, change.places()), expected)) {
            throw new ModelError(name + " has other bits than the delta expects");
        }
    }
}
