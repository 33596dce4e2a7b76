package dev.pke.edit;

import dev.pke.fault.ModelError;

/**
 * An edit whose numbers stopped being finite: how it ended, which no one can know before. Nothing
 * of it is applied.
 */
public final class Diverged extends ModelError {
    private static final long serialVersionUID = 1;

    private final int step;

    /**
     * @param step the last step, from 1 as on the record
     * @param what was no finite number, and what it was
     * @param rate it was moved at
     */
    public Diverged(int step, String what, double rate) {
        super(
                "the edit diverged at step %d: %s; its rate was %s, try a lower one"
                        .formatted(step, what, rate));
        this.step = step;
    }

    /** The last step, from 1. */
    public int step() {
        return step;
    }
}
