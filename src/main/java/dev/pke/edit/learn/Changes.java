package dev.pke.edit.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.descent.Sums;
import dev.pke.model.descent.Term;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a network makes of some safe answers' gradient. */
final class Changes {
    private final LanguageModel model;
    private final NDList leaves;
    private final NDList changes = new NDList(); // (hidden, neurons) each, in a graph
    private final Patch patch;
    private final int lowest;

    /** Hears losses by name, "total" among them, and the gradient's norm. */
    interface Told {
        void step(Map<String, Double> losses, double norm);
    }

    Changes(LanguageModel model, MendNetwork network, List<Region> regions, List<TokenPair> safe) {
        this.model = model;
        this.lowest = Region.lowest(regions);
        this.leaves = network.layers(regions);
        leaves.addAll(network.steps(regions));
        List<NDList> factors = Factors.of(model, regions, safe);
        List<Patch.Columns> moved = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            NDArray change = network.change(regions.get(i), factors.get(i));
            Patch.Columns columns = model.leaf(regions.get(i));
            NDArray values = columns.values(); // (hidden, neurons)
            model.assign(values, values.stopGradient().add(change.stopGradient()));
            changes.add(change);
            moved.add(columns);
        }
        this.patch = Patch.columns(moved);
    }

    Patch patch() {
        return patch;
    }

    /** The gradients at the network's leaves of what a lesson's edit comes to. */
    NDList pulls(Lesson lesson, MendHparams h, Told told) {
        Sums sums = new Sums(patch);
        Map<String, Double> losses = new LinkedHashMap<>();
        try (var frozen = model.frozen(lowest)) {
            Term edit = Term.of("edit", h.editWeight(), model, frozen).nll(lesson.met());
            Term locality = Term.of("locality", 1, model, frozen).kl(lesson.tokens().constraints());
            double met = edit.add(patch, sums);
            double gone = locality.add(patch, sums);
            losses.put("edit", met);
            losses.put("locality", gone);
            losses.put("total", h.editWeight() * met + gone);
        }
        NDList pulls = model.kernels().gradients().pulled(changes, leaves, sums.all());
        told.step(losses, model.losses().norm(pulls));
        return pulls;
    }
}
