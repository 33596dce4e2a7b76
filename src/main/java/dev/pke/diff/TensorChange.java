package dev.pke.diff;

import java.util.List;
import java.util.Optional;

/**
 * What became of one tensor.
 *
 * @param before its dtype, shape and digest in A; empty if it is extra in B
 * @param after the same in B; empty if it is missing there
 * @param elements elements compared; 0 where dtype or shape differ or one side is missing
 * @param changed elements whose bits differ
 * @param l2 Frobenius norm of the difference over elements finite on both sides
 * @param linf largest absolute difference of those
 * @param relative l2 over the norm of A's finite elements; 0 if nothing finite changed
 * @param maxSteps the most representable numbers between an old and a new value (1 = one ulp)
 * @param nonFinite changed elements that are NaN or infinite on a side
 * @param nanPayloads changed elements that are NaN on both sides, with other bits
 * @param signedZeros changed elements that are zero on both sides, with other signs
 * @param neurons the most changed neurons, the most changed first; none where the tensor has none
 * @param neuronsChanged how many neurons changed at all
 */
public record TensorChange(
        String name,
        Optional<Side> before,
        Optional<Side> after,
        long elements,
        long changed,
        double l2,
        double linf,
        double relative,
        long maxSteps,
        long nonFinite,
        long nanPayloads,
        long signedZeros,
        List<Neuron> neurons,
        int neuronsChanged) {
    /** One side of a comparison. */
    public record Side(String dtype, List<Long> shape, String digest) {
        /** Takes a copy. */
        public Side {
            shape = List.copyOf(shape);
        }
    }

    /** One neuron: a column of down_proj, a row of gate_proj or up_proj. */
    public record Neuron(int index, long changed, double l2) {}

    /** Takes a copy. */
    public TensorChange {
        neurons = List.copyOf(neurons);
    }

    /** What kind of change this is. */
    public enum Kind {
        SAME,
        CHANGED,
        MISSING,
        EXTRA,
        RESHAPED,
        RETYPED
    }

    /** What kind of change this is. */
    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.EXTRA;
        }
        if (after.isEmpty()) {
            return Kind.MISSING;
        }
        Side a = before.get();
        Side b = after.get();
        if (!a.dtype().equals(b.dtype())) {
            return Kind.RETYPED;
        }
        if (!a.shape().equals(b.shape())) {
            return Kind.RESHAPED;
        }
        return changed == 0 ? Kind.SAME : Kind.CHANGED;
    }

    /** The share of elements that changed. */
    public double share() {
        return elements == 0 ? 0 : (double) changed / elements;
    }
}
