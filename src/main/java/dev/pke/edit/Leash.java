package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;

/**
 * How far leaves may go from where they began. Made before the first step, in a scope that outlives
 * the last.
 *
 * @param model the model the leaves are of
 * @param leaves what moves
 * @param before copies of the leaves as they were
 */
record Leash(LanguageModel model, NDList leaves, NDList before) {
    static Leash of(LanguageModel model, Patch patch) {
        NDList before = new NDList();
        patch.leaves().forEach(leaf -> before.add(leaf.duplicate()));
        return new Leash(model, patch.leaves(), before);
    }

    /** Shortens every column's way to at most {@code share} of the column's first norm. */
    void capColumns(double share) {
        for (int i = 0; i < leaves.size(); i++) {
            try (var _ = Scope.open()) {
                NDArray start = before.get(i);
                NDArray way = leaves.get(i).duplicate().sub(start); // (hidden, neurons)
                NDArray most = start.norm(new int[] {0}, true).mul((float) share); // (1, neurons)
                NDArray shrink = most.div(way.norm(new int[] {0}, true).maximum(1e-30f));
                model.assign(leaves.get(i), start.add(way.mul(shrink.minimum(1f))));
            }
        }
    }

    /** Holds every element within {@code most} of where it began. */
    void clamp(double most) {
        for (int i = 0; i < leaves.size(); i++) {
            try (var _ = Scope.open()) {
                NDArray start = before.get(i);
                NDArray held = leaves.get(i).duplicate().minimum(start.add((float) most));
                model.assign(leaves.get(i), held.maximum(start.sub((float) most)));
            }
        }
    }
}
