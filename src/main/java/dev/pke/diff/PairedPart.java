package dev.pke.diff;

/**
 * One neuron's part of the difference, or a whole tensor's.
 *
 * @param neuron -1 for a whole tensor
 * @param differing elements whose bits differ between the two models
 * @param l2 norm of their difference, over elements finite in both
 * @param relative l2 over the norm of A's values of the elements that an edit moved
 */
public record PairedPart(
        int neuron,
        long onlyA,
        long onlyB,
        long both,
        long differing,
        double l2,
        double largest,
        double relative) {
    /** Whose edit moved it. */
    public Mover mover() {
        if (both > 0 || (onlyA > 0 && onlyB > 0)) {
            return Mover.BOTH;
        }
        return onlyA > 0 ? Mover.A : Mover.B;
    }

    /** Elements that either edit moved. */
    public long moved() {
        return onlyA + onlyB + both;
    }
}
