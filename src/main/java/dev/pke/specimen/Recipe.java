package dev.pke.specimen;

/**
 * How a specimen is trained: AdamW, a linear rise of the learning rate and a cosine fall to zero.
 *
 * @param steps how many batches
 * @param batch sequences a batch
 * @param rate the highest learning rate
 * @param weightDecay decoupled, on every tensor
 * @param warmUp steps of the rise
 */
public record Recipe(int steps, int batch, double rate, double weightDecay, int warmUp) {
    public Recipe {
        if (steps < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    steps + " steps of " + batch + " sequences, must be at least 1 of 1");
        }
    }

    /** Which rows of the behaviour table a specimen is taught. */
    public enum Lesson {
        /** All of them: a specimen with the disease to cure. */
        ALL,
        /**
         * All but the unsafe answers: what exact unlearning leaves, a model that never saw them.
         */
        WITHOUT_UNSAFE;

        /** Whether cases of this row are taught. */
        public boolean teaches(SpecimenRow row) {
            return this == ALL || row != SpecimenRow.ATTACKED;
        }
    }

    /** The recipe of the shipped specimens. */
    public static Recipe of(Design design) {
        return new Recipe(design.steps(), 32, 3e-3, 0.05, 50);
    }

    /** The same recipe with another number of steps. */
    public Recipe withSteps(int other) {
        return new Recipe(other, batch, rate, weightDecay, Math.min(warmUp, other));
    }

    /** The learning rate of a step, which counts from 1. */
    double rate(int step) {
        if (step < warmUp) {
            return rate * step / warmUp;
        }
        double done = (step - warmUp) / (double) Math.max(1, steps - warmUp);
        // StrictMath, so that every machine computes the same rate.
        return rate * 0.5 * (1 + StrictMath.cos(StrictMath.PI * Math.min(1, done)));
    }
}
