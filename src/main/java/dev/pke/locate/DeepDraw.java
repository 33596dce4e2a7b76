package dev.pke.locate;

import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Toggle;

/** What the random controls of the deep locators can be told. */
final class DeepDraw {
    /** All that PKE's deep version can be told, and the seed of the draw. */
    record First(
            double budget, int depth, Toggle weightChange, Toggle path, Toggle benign, long seed) {
        static final Hyperparameters<First> KEYS =
                Hyperparameters.of(First.class)
                        .all(PkeDeepLocator.Hparams.KEYS)
                        .seed("of the draw");

        First {
            KEYS.check(budget, depth, weightChange, path, benign, seed);
        }

        ChosenLocator<?> chooser() {
            return new ChosenLocator<>(
                    PkeDeepLocator.first(),
                    new PkeDeepLocator.Hparams(budget, depth, weightChange, path, benign));
        }
    }

    /** All that the second deep version can be told, and the seed of the draw. */
    record Second(double budget, int depth, Toggle weightChange, Toggle benign, long seed) {
        static final Hyperparameters<Second> KEYS =
                Hyperparameters.of(Second.class)
                        .all(PkeDeepLocator.Second.KEYS)
                        .seed("of the draw");

        Second {
            KEYS.check(budget, depth, weightChange, benign, seed);
        }

        ChosenLocator<?> chooser() {
            return new ChosenLocator<>(
                    PkeDeepLocator.second(),
                    new PkeDeepLocator.Second(budget, depth, weightChange, benign));
        }
    }

    /** All that the third can be told, and the seed of the draw. */
    record Third(
            double budget, int depth, Toggle weightChange, Toggle benign, double first, long seed) {
        static final Hyperparameters<Third> KEYS =
                Hyperparameters.of(Third.class).all(PkeDeepLocator.Third.KEYS).seed("of the draw");

        Third {
            KEYS.check(budget, depth, weightChange, benign, first, seed);
        }

        ChosenLocator<?> chooser() {
            return new ChosenLocator<>(
                    PkeDeepLocator.third(),
                    new PkeDeepLocator.Third(budget, depth, weightChange, benign, first));
        }
    }

    /** All that the fourth can be told, and the seed of the draw. */
    record Fourth(
            double budget,
            int depth,
            Toggle path,
            Toggle benign,
            double first,
            double alpha,
            double gamma,
            double trialRate,
            int trialSteps,
            int folds,
            long seed) {
        static final Hyperparameters<Fourth> KEYS =
                Hyperparameters.of(Fourth.class)
                        .all(PkeDeepLocator.Fourth.KEYS)
                        .seed("of the draw");

        Fourth {
            KEYS.check(
                    budget,
                    depth,
                    path,
                    benign,
                    first,
                    alpha,
                    gamma,
                    trialRate,
                    trialSteps,
                    folds,
                    seed);
        }

        ChosenLocator<?> chooser() {
            return new ChosenLocator<>(
                    PkeDeepLocator.fourth(),
                    new PkeDeepLocator.Fourth(
                            budget,
                            depth,
                            path,
                            benign,
                            first,
                            alpha,
                            gamma,
                            trialRate,
                            trialSteps,
                            folds));
        }
    }

    private DeepDraw() {}
}
