package dev.pke.model.weights;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** Nothing changes. */
    public static Delta none() {
        return new Delta(Map.of());
    }

    /** By tensor name; tensors without a changed bit are absent. */
    public SortedMap<String, Change> changes() {
        return changes;
    }

    /** The number of elements whose bits change. */
    public long elements() {
        return changes.values().stream().mapToLong(Change::changed).sum();
    }

    /** Whether every new value is a finite number. */
    public boolean isFinite() {
        return changes.values().stream().allMatch(Change::isFinite);
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

    /**
     * As safetensors: "NAME.before" and "NAME.after" hold the bits, "NAME.places" (I64) the flat
     * indices, absent where the whole tensor is kept; the metadata names each tensor's shape.
     */
    public byte[] toSafetensors() {
        Map<String, RawTensor> tensors = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>();
        changes.forEach((name, change) -> {
            long[] places = change.places();
            List<Long> kept = change.shape();
            if (places != null) {
                kept = List.of((long) places.length);
                tensors.put(name + ".places", RawTensor.of(places));
            }
            tensors.put(name + ".before", new RawTensor(change.dtype(), kept, change.before()));
            tensors.put(name + ".after", new RawTensor(change.dtype(), kept, change.after()));
            metadata.put(name, shape(change.shape()));
        });
        return Safetensors.write(tensors, metadata);
    }

    /** Reads what {@link #toSafetensors} wrote. */
    public static Delta fromSafetensors(String where, byte[] bytes) {
        Safetensors.Content content = Safetensors.read(where, bytes);
        Map<String, Change> changes = new TreeMap<>();
        content.metadata()
                .forEach((name, shape) -> changes.put(name, change(where, content, name)));
        return new Delta(changes);
    }

    private static Change change(String where, Safetensors.Content content, String name) {
        RawTensor before = content.tensors().get(name + ".before");
        RawTensor after = content.tensors().get(name + ".after");
        RawTensor places = content.tensors().get(name + ".places");
        if (before == null || after == null || before.dtype() != after.dtype()) {
            throw new ModelError(where + " is no delta: " + name + " lacks its bits");
        }
        List<Long> shape = sizes(content.metadata().get(name));
        long[] at = places == null ? null : places.longs();
        return new Change(before.dtype(), shape, at, before.bits(), after.bits());
    }

    private static String shape(List<Long> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> sizes(@Nullable String shape) {
        return shape == null || shape.isEmpty()
                ? List.of()
                : Arrays.stream(shape.split(",", -1)).map(Long::valueOf).toList();
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
