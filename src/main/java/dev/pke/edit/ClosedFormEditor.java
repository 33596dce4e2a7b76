package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Term;
import dev.pke.model.inside.Keys;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;

import java.util.ArrayList;
import java.util.List;

/**
 * The editors {@code rome} and {@code memit} (after Meng et al. 2022, 2202.05262 and 2210.07229):
 * down_proj as a memory that answers keys with values. An instance's key is what the neurons read
 * at the last token of its prompt; W becomes W + Σ δ u', with u in closed form ({@link Keys}: its
 * own key is met, others and ordinary text hardly), so that an instance costs one matrix of rank
 * one. The values δ go by Adam down NLL(y+) + {@code kl} · KL(p_before ‖ p) on ordinary work, each
 * no longer than {@code clamp} times what was written there before.
 *
 * <p>Theirs differ in this: values are optimised where they are put in, at that one token; here
 * through the changed weights themselves, so that what an update does elsewhere is seen. {@code
 * rome} changes the first region's block; {@code memit} spreads the same values over the blocks of
 * all regions, whose keys are those of the unedited model.
 */
final class ClosedFormEditor implements Editor<ClosedFormHparams> {
    private static final Range SLACK = Range.numbers(0, 1000);

    private enum Reach {
        FIRST_REGION,
        ALL_REGIONS
    }

    private final MethodCard card;
    private final Reach reach;
    private final Hyperparameters<ClosedFormHparams> keys;

    private ClosedFormEditor(MethodCard card, Reach reach, double slack) {
        this.card = card;
        this.reach = reach;
        this.keys =
                Hyperparameters.of(ClosedFormHparams.class)
                        .number("rate", 0.5, Descent.RATE, "Adam's learning rate of the values")
                        .number("steps", 20, Descent.STEPS, "the steps it takes")
                        .number(
                                "kl",
                                0.0625,
                                PkeEditor.WEIGHT,
                                "weight of staying as before on ordinary work")
                        .number(
                                "clamp",
                                4,
                                PkeEditor.CAP,
                                "the longest value, in what was written before; 0: any")
                        .number("slack", slack, SLACK, "how far keys alike may share; 0: not");
    }

    /** One block. */
    static ClosedFormEditor rome() {
        return new ClosedFormEditor(
                new MethodCard(
                        "rome",
                        "ROME",
                        "other",
                        "Writes one value for each prompt into one block, in closed form."),
                Reach.FIRST_REGION,
                0);
    }

    /** Several blocks. */
    static ClosedFormEditor memit() {
        return new ClosedFormEditor(
                new MethodCard(
                        "memit",
                        "MEMIT",
                        "other",
                        "Writes one value for each prompt into several blocks, in closed form."),
                Reach.ALL_REGIONS,
                0.1);
    }

    @Override
    public MethodCard card() {
        return card;
    }

    @Override
    public Hyperparameters<ClosedFormHparams> hyperparameters() {
        return keys;
    }

    private EditRequest reached(EditRequest request) {
        return reach == Reach.FIRST_REGION ? request.first() : request;
    }

    @Override
    public Prepared prepare(
            LanguageModel model,
            EditRequest request,
            ClosedFormHparams settings,
            EditListener listener) {
        return Prepared.moments(model, reached(request));
    }

    @Override
    public Delta edit(
            LanguageModel model, EditRequest asked, ClosedFormHparams h, EditListener listener) {
        EditRequest request = reached(asked);
        var tokens = request.tokens(model);
        var regions = request.regions();
        try (var _ = Scope.open();
                var frozen = model.frozen(request.lowest())) {
            Patch patch = Patch.columns(regions.stream().map(model::leaf).toList());
            List<NDArray> starts = LowRank.starts(patch);
            NDArray values = // (hidden, instances)
                    model.kernels()
                            .manager()
                            .zeros(new Shape(model.config().hidden(), tokens.safe().size()));
            List<LowRank.Product> products = new ArrayList<>();
            NDArray written = values; // (hidden, instances)
            for (int i = 0; i < regions.size(); i++) {
                Keys keys = new Keys(model, regions.get(i));
                NDArray met = keys.ofPrompts(tokens.safe()); // (instances, neurons)
                NDArray directions =
                        keys.directions(met, request.moments(regions.get(i)), h.slack());
                products.add(
                        new LowRank.Product(
                                starts.get(i), values, directions, 1.0 / starts.size()));
                written = written.add(starts.get(i).matMul(met.transpose()));
            }
            List<Term> terms = new ArrayList<>();
            terms.add(Term.of("safe", 1, model, frozen).nll(tokens.safe()));
            if (h.kl() > 0) {
                terms.add(Term.of("kl", h.kl(), model, frozen).kl(tokens.constraints()));
            }
            NDArray most = written.norm(new int[] {0}, true).mul((float) h.clamp()); // (1, inst.)
            LowRank course = new LowRank(model, patch, products, LowRank.Moves.SHARED_LEFT);
            return Descent.at(h.rate(), model, course, terms, listener)
                    .run(
                            h.steps(),
                            losses -> false,
                            h.clamp() > 0 ? () -> shorten(model, course, most) : () -> {});
        }
    }

    /** Shortens every value to its longest. */
    private static void shorten(LanguageModel model, LowRank course, NDArray most) {
        try (var _ = Scope.open()) {
            NDArray values = course.moving().getFirst();
            NDArray length = values.norm(new int[] {0}, true).maximum(1e-30f); // (1, instances)
            model.assign(values, values.mul(most.div(length).minimum(1f)));
        }
        course.follow();
    }
}
