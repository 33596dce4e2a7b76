package dev.pke.edit;

import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Loss;
import dev.pke.model.descent.Sums;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Range;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Adam down a sum of weighted terms: the loop every editor shares. It ends after its steps, or
 * before a step whose losses are low enough. Where a loss, a gradient or a moved weight is no
 * finite number it throws {@link Diverged}, after the step was told.
 *
 * @param model the model, left as it is
 * @param course what moves, and the patch it makes, which begins as the model has it
 * @param terms what they move down
 * @param settings Adam's
 * @param listener hears every step
 */
record Descent(
        LanguageModel model,
        Course course,
        List<Term> terms,
        Adam.Settings settings,
        EditListener listener) {
    /** Where the patch's leaves themselves move. */
    Descent(
            LanguageModel model,
            Patch patch,
            List<Term> terms,
            Adam.Settings settings,
            EditListener listener) {
        this(model, Course.of(patch), terms, settings, listener);
    }

    /** By Adam as PyTorch has it, without decay. */
    static Descent at(
            double rate,
            LanguageModel model,
            Course course,
            List<Term> terms,
            EditListener listener) {
        return new Descent(model, course, terms, Adam.Settings.rate(rate), listener);
    }

    /** Learning rates: Adam moves a weight by about so much a step, and weights are below 1. */
    static final Range RATE = Range.above0(1);

    static final Range STEPS = Range.whole(1, 100_000);

    static final Range DECAY = Range.numbers(0, 1);

    /**
     * Takes the steps; what changed.
     *
     * @param enough whether these losses, "total" among them, end the edit
     * @param hold run after every step, to hold the leaves within limits
     */
    Delta run(int steps, Predicate<Map<String, Double>> enough, Runnable hold) {
        int taken = 0;
        try (Adam adam = model.adam(course.moving(), settings)) {
            while (taken < steps && step(adam, taken, enough)) {
                follow(hold);
                taken++;
            }
        }
        Delta delta = model.weights().delta(course.patch());
        if (!delta.isFinite()) {
            throw new Diverged(taken, "a weight is no finite number", settings.rate());
        }
        return delta;
    }

    private void follow(Runnable hold) {
        try (var _ = Scope.open()) {
            course.follow();
            hold.run();
        }
    }

    /** Takes a step, counted from 0; false where it was not needed. */
    private boolean step(Adam adam, int step, Predicate<Map<String, Double>> enough) {
        try (var _ = Scope.open()) {
            Sums gradients = new Sums(course.patch());
            Map<String, Double> losses = new Loss(terms).add(course.patch(), step == 0, gradients);
            if (enough.test(losses)) {
                listener.step(step, losses, 0);
                return false;
            }
            NDList sums = course.pulled(gradients.all());
            double norm = model.losses().norm(sums);
            listener.step(step, losses, norm);
            finite(step, "the loss", losses.getOrDefault(Loss.TOTAL, Double.NaN));
            finite(step, "the gradient's norm", norm);
            adam.step(sums);
            return true;
        }
    }

    private void finite(int step, String what, double value) {
        if (!Double.isFinite(value)) {
            throw new Diverged(step + 1, what + " is " + value, settings.rate());
        }
    }
}
