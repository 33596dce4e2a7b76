package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Toggle;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.TensorKernels;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A course on which neurons move whole: what they read, rows of gate and up, and what they write,
 * columns of down_proj. The patch's leaves are the matrices they lie in. All arrays belong to the
 * scope they were made in.
 *
 * @param regions the neurons
 * @param reads whether what they read moves too
 * @param patch the matrices
 * @param moving the neurons' part of each, (hidden or 1, neurons) f32
 */
record WholeNeurons(
        LanguageModel model, List<Region> regions, Toggle reads, Patch patch, NDList moving)
        implements Course {
    /** Where they are in the model. */
    static WholeNeurons of(LanguageModel model, List<Region> regions, Toggle reads) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        for (Region region : regions) {
            for (String name : model.weights().neuronNames(region.block(), reads)) {
                leaves.put(name, model.leaf(name));
            }
        }
        NDList moving = parts(model, regions, reads, leaves);
        return new WholeNeurons(model, regions, reads, Patch.tensors(leaves), moving);
    }

    @Override
    public NDList pulled(NDList atLeaves) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        for (String name : patch.tensors().keySet()) {
            gradients.put(name, atLeaves.get(gradients.size()));
        }
        return parts(model, regions, reads, gradients);
    }

    @Override
    public void follow() {
        Iterator<NDArray> moved = moving.iterator();
        for (Region region : regions) {
            NDArray at = Frame.array(model.kernels(), region); // (neurons)
            for (NDArray matrix : model.weights().neurons(region.block(), reads, patch.tensors())) {
                tensors(model).putColumns(matrix, at, moved.next());
            }
        }
    }

    /** The neurons' part of each of these tensors, copied. */
    private static NDList parts(
            LanguageModel model, List<Region> regions, Toggle reads, Map<String, NDArray> tensors) {
        NDList parts = new NDList();
        for (Region region : regions) {
            NDArray at = Frame.array(model.kernels(), region); // (neurons)
            for (NDArray matrix : model.weights().neurons(region.block(), reads, tensors)) {
                NDArray columns = tensors(model).columns(matrix, at);
                parts.add(tensors(model).cast(columns, DType.F32)); // (hidden or 1, neurons)
            }
        }
        return parts;
    }

    private static TensorKernels tensors(LanguageModel model) {
        return model.kernels().tensors();
    }
}
