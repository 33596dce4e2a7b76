package dev.pke.experiment.plan;

import org.jspecify.annotations.Nullable;

/** The one seed of a plan that says it once, at its top, for whatever draws in it. */
final class SharedSeed {
    private @Nullable Long seed;
    private boolean taken;

    void say(long value) {
        seed = value;
    }

    boolean isSaid() {
        return seed != null;
    }

    /** Whether anything draws with it. */
    boolean isTaken() {
        return taken;
    }

    /** It, or null where the plan has none. */
    @Nullable Long take() {
        taken |= seed != null;
        return seed;
    }
}
