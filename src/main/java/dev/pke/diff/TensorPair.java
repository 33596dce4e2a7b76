package dev.pke.diff;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One tensor of two models.
 *
 * @param digestA "" where A has no such tensor or the record does not say
 * @param left what A's edit did to it; null where that did nothing
 */
public record TensorPair(
        String name,
        int block,
        String digestA,
        String digestB,
        Kind kind,
        @Nullable RecordedTensor left,
        @Nullable RecordedTensor right,
        @Nullable NeuronAxis axis,
        PairedValues values) {
    /** How the two stand to each other. */
    public enum Kind {
        /** Equal digests. */
        SAME,
        /** Other bits, each of which is known. */
        VALUES,
        /** Other digests, and no more is known of it. */
        DIGESTS,
        /** One side has no such tensor. */
        ALONE,
        /** The record does not say what became of it. */
        UNKNOWN
    }

    static TensorPair of(String name, RecordedModel a, RecordedModel b) {
        RecordedTensor left = a.changed(name);
        RecordedTensor right = b.changed(name);
        Kind kind = kind(name, a, b);
        NeuronAxis axis = left == null ? null : left.axis();
        axis = axis == null && right != null ? right.axis() : axis;
        Moved of = left == null ? null : left.moved();
        Moved to = right == null ? null : right.moved();
        return new TensorPair(
                name,
                BlockNumber.of(name),
                a.digests().getOrDefault(name, ""),
                b.digests().getOrDefault(name, ""),
                kind,
                left,
                right,
                axis,
                kind == Kind.VALUES ? PairedValues.of(of, to, axis) : PairedValues.NONE);
    }

    private static Kind kind(String name, RecordedModel a, RecordedModel b) {
        String digestA = a.digests().get(name);
        String digestB = b.digests().get(name);
        if (digestA == null || digestB == null) {
            return Kind.ALONE;
        }
        if (digestA.equals(digestB) && !digestA.isEmpty()) {
            return Kind.SAME;
        }
        RecordedTensor left = a.changed(name);
        RecordedTensor right = b.changed(name);
        String base = a.edit().before().getOrDefault(name, "");
        boolean oneBase = base.equals(b.edit().before().getOrDefault(name, "-"));
        boolean known =
                (left == null || left.moved() != null) && (right == null || right.moved() != null);
        if (oneBase && known) {
            return Kind.VALUES;
        }
        return digestA.isEmpty() || digestB.isEmpty() ? Kind.UNKNOWN : Kind.DIGESTS;
    }

    /** How many neurons the tensor has; 0 where they are not known. */
    public int width() {
        return axis == null ? 0 : axis.count();
    }

    /** What a neuron is in this tensor: a column or a row; "" where it is not known. */
    public String lies() {
        return axis == null ? "" : axis.stride() == 1 ? "column" : "row";
    }

    /** The kind of number, such as F32; "" where it is not known. */
    public String dtype() {
        Moved known = known();
        return known == null ? "" : known.dtype().name();
    }

    /** Rows and columns; empty where they are not known. */
    public List<Long> shape() {
        Moved known = known();
        return known == null ? List.of() : known.shape();
    }

    private @Nullable Moved known() {
        if (left != null && left.moved() != null) {
            return left.moved();
        }
        return right == null ? null : right.moved();
    }

    /** Elements of the tensor; 0 where its shape is not known. */
    public long elements() {
        return shape().isEmpty() ? 0 : shape().stream().reduce(1L, (x, y) -> x * y);
    }
}
