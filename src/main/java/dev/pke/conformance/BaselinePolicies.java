package dev.pke.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.fault.ModelError;
import dev.pke.model.LanguageModel;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The weights that a case of baselines speaks of: the reference, a file's, those after a run. */
final class BaselinePolicies {
    private final CheckCase given;
    private final LanguageModel model;
    private final Map<String, Delta> deltas = new HashMap<>();

    BaselinePolicies(CheckCase given, LanguageModel model) {
        this.given = given;
        this.model = model;
    }

    /** Keeps what a run changed, under its name, such as "sft.adam". */
    void ran(String run, Delta delta) {
        deltas.put(run, delta);
    }

    /** The weights that a key speaks of; none where it means others than these three. */
    Optional<Patch> policy(String where) {
        if (where.equals("is_reference")) {
            return Optional.of(model.trainable());
        }
        if (where.equals("from_file")) {
            return Optional.of(fromFile());
        }
        Delta delta = deltas.get(where.replaceFirst("^after_(.+)_(adamw?)$", "$1.$2"));
        return delta == null ? Optional.empty() : Optional.of(after(delta));
    }

    private Patch fromFile() {
        SortedMap<String, RawTensor> tensors =
                CheckCase.tensors(given.folder().resolve("policy.safetensors")).tensors();
        Patch policy = model.trainable();
        policy.tensors()
                .forEach((name, leaf) -> {
                    RawTensor raw = tensors.get(name);
                    if (raw == null) {
                        throw new ModelError(given.folder() + "/policy.safetensors lacks " + name);
                    }
                    model.assign(leaf, array(leaf, raw));
                });
        return policy;
    }

    private static NDArray array(NDArray leaf, RawTensor raw) {
        double[] wide = raw.numbers();
        float[] numbers = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            numbers[i] = (float) wide[i];
        }
        long[] shape = raw.shape().stream().mapToLong(Long::longValue).toArray();
        return leaf.getManager().create(numbers, new Shape(shape));
    }

    /** All weights as they are after a run. */
    Patch after(Delta delta) {
        delta.apply(model.weights());
        try {
            return model.trainable();
        } finally {
            delta.revert(model.weights());
        }
    }
}
