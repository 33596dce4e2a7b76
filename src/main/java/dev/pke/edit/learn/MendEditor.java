package dev.pke.edit.learn;

import ai.djl.ndarray.NDList;

import dev.pke.edit.Diverged;
import dev.pke.edit.EditListener;
import dev.pke.edit.EditRequest;
import dev.pke.edit.Editor;
import dev.pke.edit.Prepared;
import dev.pke.fault.ModelError;
import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The editor {@code mend} (after Mitchell et al. 2022, 2110.11309): a small network, taught on
 * lessons, turns the gradient of NLL(y+) at a down_proj, token by token as the factors u and δ it
 * is made of, into a better one, W − α Σ δ~ u~'. It is taught by {@code edit-weight} · NLL of the
 * edited model on safe answers, its own and others alike, + KL(p_before ‖ p) on ordinary work. The
 * factors do not depend on the network, so that its gradient is that of the change, met with the
 * loss's gradient at the changed weights: exact, with no second derivative of the model.
 *
 * <p>A lesson edits as many instances at once as the edit will. Theirs moves gate_proj and up_proj
 * too; this one down_proj alone, and of it the regions' columns, as what it is compared with.
 */
public final class MendEditor implements Editor<MendHparams> {
    @Override
    public MethodCard card() {
        return new MethodCard(
                "mend",
                "MEND",
                "mend",
                "Learns a small network that turns the safe answers' gradient into an edit.");
    }

    @Override
    public Hyperparameters<MendHparams> hyperparameters() {
        return MendHparams.KEYS;
    }

    /** One to edit and one alike. */
    @Override
    public int lessons() {
        return 2;
    }

    @Override
    public Prepared prepare(
            LanguageModel model, EditRequest request, MendHparams h, EditListener listener) {
        EditTask task = request.task();
        int count = Math.min(task.instances().size(), task.lessons().size() / 2);
        if (count == 0) {
            throw new ModelError("mend has " + task.lessons().size() + " records to learn from");
        }
        List<TokenPair> safe = EditTokens.of(model, task.on(task.lessons())).safe();
        List<List<TokenPair>> groups = new ArrayList<>();
        for (int at = 0; at + count <= safe.size(); at += count) {
            groups.add(safe.subList(at, at + count));
        }
        Map<String, float[][]> start = MendNetwork.start(model, request.regions(), groups, h);
        Supplier<Lesson> lessons = Lesson.drawn(model, task, count, h.seed());
        return learned(model, request.regions(), new Course(start, lessons), h, listener);
    }

    /**
     * What is to be learned.
     *
     * @param start the network's first values
     * @param lessons the next lesson each time
     */
    public record Course(Map<String, float[][]> start, Supplier<Lesson> lessons) {}

    /** The network after its steps. */
    public static Prepared learned(
            LanguageModel model,
            List<Region> regions,
            Course course,
            MendHparams h,
            EditListener listener) {
        try (var _ = Scope.open()) {
            MendNetwork network = new MendNetwork(model, course.start());
            NDList layers = network.layers(regions);
            NDList rates = network.steps(regions);
            try (Adam forLayers = model.adam(layers, Adam.Settings.rate(h.rate()));
                    Adam forRates = model.adam(rates, Adam.Settings.rate(h.editRateRate()))) {
                for (int step = 0; step < h.steps(); step++) {
                    try (var _ = Scope.open()) {
                        Lesson lesson = course.lessons().get();
                        var changes = new Changes(model, network, regions, lesson.tokens().safe());
                        NDList pulls = changes.pulls(lesson, h, told(step, h, listener));
                        int shared = layers.size();
                        forLayers.step(pulls.subNDList(0, shared));
                        forRates.step(pulls.subNDList(shared));
                    }
                }
            }
            return new Prepared(network.tables(), Prepared.Life.EVERY_EDIT);
        }
    }

    /** Hears a step, and stops where it came to no finite number. */
    private static Changes.Told told(int step, MendHparams h, EditListener listener) {
        return (losses, norm) -> {
            listener.step(step, losses, norm);
            if (!Double.isFinite(losses.getOrDefault("total", Double.NaN))
                    || !Double.isFinite(norm)) {
                throw new Diverged(step + 1, "learning to edit has no finite loss", h.rate());
            }
        };
    }

    @Override
    public Delta edit(
            LanguageModel model, EditRequest request, MendHparams h, EditListener listener) {
        try (var _ = Scope.open()) {
            MendNetwork network = new MendNetwork(model, request.prepared().tables());
            var safe = request.tokens(model).safe();
            return model.weights()
                    .delta(new Changes(model, network, request.regions(), safe).patch());
        }
    }
}
