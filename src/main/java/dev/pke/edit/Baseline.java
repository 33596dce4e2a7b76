package dev.pke.edit;

import ai.djl.ndarray.NDArray;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Settings;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The editors that the literature compares with: whole tensors, moved by Adam or AdamW down one
 * plain loss on the same instances. Losses as in open-unlearning (GA, NPO, DPO, GradDiff); the
 * parameters that move are the MLPs' of all blocks, or of the regions' blocks.
 */
public final class Baseline implements Editor {
    private static final String BETA_MEANS = "how sharply a preference counts";

    private enum Reach {
        ALL_BLOCKS,
        REGIONS
    }

    private interface Terms {
        List<Term> of(LanguageModel model, EditTokens tokens, Settings settings);
    }

    /**
     * A loss at some weights.
     *
     * @param loss its value
     * @param gradients what it pulls each tensor by, by name
     */
    public record Measured(double loss, Map<String, NDArray> gradients) {
        public Measured {
            gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
        }
    }

    private final String name;
    private final Reach reach;
    private final Settings own;
    private final Terms terms;

    private Baseline(String name, Reach reach, Settings own, Terms terms) {
        this.name = name;
        this.reach = reach;
        this.own = own;
        this.terms = terms;
    }

    /** Fine-tuning on the safe answers: NLL(y+). */
    static Baseline sft() {
        return new Baseline("sft", Reach.ALL_BLOCKS, plain(), Baseline::safe);
    }

    /** Fine-tuning of one block (FT-L): NLL(y+). */
    static Baseline block() {
        return new Baseline("ft-l", Reach.REGIONS, plain(), Baseline::safe);
    }

    /** Fine-tuning on ordinary work alone: NLL(c*). */
    static Baseline benign() {
        return new Baseline(
                "ft-benign",
                Reach.ALL_BLOCKS,
                plain(),
                (m, t, s) -> List.of(Term.whole("benign", 1, m).nll(t.constraints())));
    }

    /** Gradient ascent: −NLL(y-). */
    static Baseline ascent() {
        return new Baseline(
                "ga",
                Reach.ALL_BLOCKS,
                plain(),
                (m, t, s) -> List.of(Term.whole("unsafe", -1, m).nll(t.unsafe())));
    }

    /** Gradient ascent that retains (GradDiff): −NLL(y-) + retain · NLL(c*). */
    static Baseline difference() {
        return new Baseline(
                "graddiff",
                Reach.ALL_BLOCKS,
                plain().number(
                                "retain",
                                1,
                                Range.numbers(0, 1000),
                                "weight of ordinary work's loss"),
                (m, t, s) ->
                        List.of(
                                Term.whole("unsafe", -1, m).nll(t.unsafe()),
                                Term.whole("benign", s.number("retain"), m).nll(t.constraints())));
    }

    /** Negative preference: −(2/β) · mean log σ(β (NLL(y-) − NLL_before(y-))). */
    static Baseline npo() {
        return new Baseline(
                "npo",
                Reach.ALL_BLOCKS,
                plain().number("beta", 0.1, Range.above0(100), BETA_MEANS),
                (m, t, s) ->
                        List.of(
                                Term.whole("npo", 1, m)
                                        .preference(
                                                List.of(),
                                                t.unsafe(),
                                                s.number("beta"),
                                                2 / s.number("beta"))));
    }

    /** Direct preference: −log σ(β [log π/π_before (y+) − log π/π_before (y-)]). */
    static Baseline dpo() {
        return new Baseline(
                "dpo",
                Reach.ALL_BLOCKS,
                plain().number("beta", 0.1, Range.above0(100), BETA_MEANS),
                (m, t, s) ->
                        List.of(
                                Term.whole("dpo", 1, m)
                                        .preference(t.safe(), t.unsafe(), s.number("beta"), 1)));
    }

    private static Settings plain() {
        return Settings.none()
                .number("rate", 5e-5, Descent.RATE, "the learning rate")
                .number("steps", 10, Descent.STEPS, "the steps it takes")
                .choice("optimiser", List.of("adam", "adamw"), "where weight decay acts")
                .number("weight-decay", 0, Descent.DECAY, "0 for none");
    }

    private static List<Term> safe(LanguageModel model, EditTokens tokens, Settings settings) {
        return List.of(Term.whole("safe", 1, model).nll(tokens.safe()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Settings defaults() {
        return own;
    }

    @Override
    public Delta edit(
            LanguageModel model,
            EditTask task,
            List<Region> regions,
            Settings settings,
            EditListener listener) {
        IntStream blocks =
                switch (reach) {
                    case ALL_BLOCKS -> IntStream.range(0, model.config().blocks());
                    case REGIONS -> regions.stream().mapToInt(Region::block);
                };
        List<String> tensors =
                blocks.boxed().flatMap(l -> model.weights().mlpNames(l).stream()).toList();
        return edit(model, EditTokens.of(model, task), tensors, settings, listener);
    }

    /** The same on tokens and named tensors, as reference cases give them. */
    public Delta edit(
            LanguageModel model,
            EditTokens tokens,
            Collection<String> tensors,
            Settings s,
            EditListener listener) {
        try (var _ = Scope.open()) {
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            tensors.forEach(tensor -> leaves.put(tensor, model.leaf(tensor)));
            Patch patch = Patch.tensors(leaves);
            Adam.Decay decay = s.is("optimiser", "adamw") ? Adam.Decay.DECOUPLED : Adam.Decay.L2;
            Adam.Settings adam =
                    Adam.Settings.rate(s.number("rate")).with(decay, s.number("weight-decay"));
            if (name.equals("ft-benign") && tokens.constraints().isEmpty()) {
                throw new ModelError("editor ft-benign needs ordinary work to train on");
            }
            return new Descent(model, patch, terms.of(model, tokens, s), adam, listener)
                    .run(s.whole("steps"), losses -> false, () -> {});
        }
    }

    /**
     * The loss and its gradient where the policy's tensors stand in for the model's own, which are
     * the reference. The arrays belong to the caller's scope.
     */
    public Measured measure(LanguageModel model, EditTokens tokens, Patch policy, Settings s) {
        Sums sums = new Sums(policy);
        double loss = 0;
        for (Term term : terms.of(model, tokens, s)) {
            loss += term.weight() * term.add(policy, sums);
        }
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        List<String> names = List.copyOf(policy.tensors().keySet());
        for (int i = 0; i < names.size(); i++) {
            gradients.put(names.get(i), sums.all().get(i));
        }
        return new Measured(loss, gradients);
    }
}
