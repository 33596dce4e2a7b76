package dev.pke.model.descent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;

/** Gradients summed over the terms of a loss, one a leaf of a patch. */
public final class Sums {
    private final NDList leaves;
    private final NDList sums = new NDList();

    public Sums(Patch patch) {
        this.leaves = patch.leaves();
    }

    /** Adds gradients, one a leaf or none at all, that were made in a scope. */
    public void add(Scope scope, NDList gradients) {
        if (sums.isEmpty()) {
            sums.addAll(scope.keep(gradients));
            return;
        }
        for (int i = 0; i < gradients.size(); i++) {
            sums.get(i).addi(gradients.get(i));
        }
    }

    /** The sums, zeros where nothing was added. */
    public NDList all() {
        if (sums.isEmpty()) {
            for (NDArray leaf : leaves) {
                sums.add(leaf.zerosLike());
            }
        }
        return sums;
    }
}
