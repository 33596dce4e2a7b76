package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.weights.Neurons;
import dev.pke.model.weights.Patch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A course on which neurons move whole. The patch's leaves are the matrices they lie in. All arrays
 * belong to the scope they were made in.
 *
 * @param patch the matrices
 * @param moving the neurons' part of each
 */
record WholeNeurons(Neurons neurons, Patch patch, NDList moving) implements Course {
    /** From where they are. */
    WholeNeurons(Neurons neurons, Patch patch) {
        this(neurons, patch, neurons.of(patch.tensors()));
    }

    @Override
    public NDList pulled(NDList atLeaves) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        for (String name : patch.tensors().keySet()) {
            gradients.put(name, atLeaves.get(gradients.size()));
        }
        return neurons.of(gradients);
    }

    @Override
    public void follow() {
        neurons.put(patch.tensors(), moving);
    }
}
