package dev.pke.edit;

import ai.djl.ndarray.NDList;

import dev.pke.model.Adam;
import dev.pke.model.LanguageModel;
import dev.pke.model.Patch;
import dev.pke.model.Scope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Adam down a sum of weighted terms: the loop every editor shares. It ends after its steps, before
 * a step whose losses are low enough, and before a step whose loss is no finite number: a diverged
 * edit is an outcome, told by its last losses.
 *
 * @param model the model, left as it is
 * @param patch the leaves that move, which begin as the model has them
 * @param terms what they move down
 * @param settings Adam's
 * @param listener hears every step
 */
record Descent(
        LanguageModel model,
        Patch patch,
        List<Term> terms,
        Adam.Settings settings,
        EditListener listener) {

    /**
     * Takes the steps.
     *
     * @param enough whether these losses, "total" among them, end the edit
     * @param hold run after every step, to hold the leaves within limits
     */
    void run(int steps, Predicate<Map<String, Double>> enough, Runnable hold) {
        try (Adam adam = model.adam(patch.leaves(), settings)) {
            for (int step = 0; step < steps; step++) {
                try (Scope scope = Scope.open()) {
                    scope.done();
                    Sums gradients = new Sums(patch);
                    Map<String, Double> losses = losses(step, gradients);
                    if (enough.test(losses)) {
                        listener.step(step, losses, 0);
                        return;
                    }
                    NDList sums = gradients.all();
                    listener.step(step, losses, model.losses().norm(sums));
                    if (!Double.isFinite(losses.getOrDefault("total", Double.NaN))) {
                        return;
                    }
                    adam.step(sums);
                    hold.run();
                }
            }
        }
    }

    private Map<String, Double> losses(int step, Sums sums) {
        Map<String, Double> losses = new LinkedHashMap<>();
        double total = 0;
        for (Term term : terms) {
            double value = step == 0 && term.isFromStart() ? 0 : term.add(patch, sums);
            losses.put(term.name(), value);
            total += term.weight() * value;
        }
        losses.put("total", total);
        return losses;
    }
}
