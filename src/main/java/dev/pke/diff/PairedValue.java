package dev.pke.diff;

/**
 * One element: where it lies in its tensor and in its neuron, and its bits in both models.
 *
 * @param neuron -1 where the tensor has none that are known
 */
public record PairedValue(
        long place,
        int neuron,
        long within,
        Mover mover,
        String hexA,
        String hexB,
        double a,
        double b) {}
