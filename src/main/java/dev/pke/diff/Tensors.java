package dev.pke.diff;

import dev.pke.model.folder.NeuronLayout;

import java.util.Map;
import java.util.SortedMap;

/** The tensors of a checkpoint, by name, open until closed. Any thread may read them. */
public interface Tensors extends AutoCloseable {
    /** What to call it: the folder, the run, the delta. */
    String label();

    /** Every tensor. */
    SortedMap<String, TensorBytes> tensors();

    /** Where neurons lie in them. */
    default NeuronLayout neurons() {
        return NeuronLayout.unknown();
    }

    /** Whether a tensor's bytes are other than those of the folder underneath. */
    default boolean isReplaced(String tensor) {
        return false;
    }

    /** By tensor, the position of the event that says it was changed; empty where none is known. */
    default Map<String, Long> evidence() {
        return Map.of();
    }

    @Override
    void close();
}
