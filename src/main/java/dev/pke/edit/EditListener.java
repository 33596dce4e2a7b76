package dev.pke.edit;

import java.util.Map;

/** Hears every step of an edit. */
@FunctionalInterface
public interface EditListener {
    /**
     * What one step saw before it moved.
     *
     * @param step from 0
     * @param losses every loss term by name, "total" among them, in a fixed order
     * @param gradientNorm norm of the gradient of "total", 0 where the step moved nothing
     */
    void step(int step, Map<String, Double> losses, double gradientNorm);

    /** What an editor learned before it edits, for every edit of this model. */
    default void learned(Prepared prepared) {}

    /** Nobody listens. */
    static EditListener none() {
        return (step, losses, gradientNorm) -> {};
    }
}
