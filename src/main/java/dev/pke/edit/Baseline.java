package dev.pke.edit;

import ai.djl.ndarray.NDArray;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Sums;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
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
public final class Baseline<H extends Record & Baseline.Common> implements Editor<H> {
    static final Range PREFERENCE = Range.above0(100);
    static final Range WEIGHT = Range.numbers(0, 1000);

    /** Where weight decay acts. */
    public enum Optimiser {
        ADAM,
        ADAMW
    }

    /** What every one of them can be told. */
    public interface Common {
        /** The learning rate. */
        double rate();

        /** The steps it takes. */
        int steps();

        /** Adam or AdamW. */
        Optimiser optimiser();

        /** 0 for none. */
        double weightDecay();
    }

    /** What those of one loss can be told. */
    public record Plain(double rate, int steps, Optimiser optimiser, double weightDecay)
            implements Common {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Plain> KEYS =
                Hyperparameters.of(Plain.class)
                        .number("rate", 5e-5, Descent.RATE, "the learning rate")
                        .number("steps", 10, Descent.STEPS, "the steps it takes")
                        .choice("optimiser", Optimiser.class, "where weight decay acts")
                        .number("weight-decay", 0, Descent.DECAY, "0 for none");

        public Plain {
            KEYS.check(rate, steps, optimiser, weightDecay);
        }
    }

    /**
     * What those that hold on to ordinary work can be told.
     *
     * @param retain weight of ordinary work's loss
     */
    public record Retaining(
            double rate, int steps, Optimiser optimiser, double weightDecay, double retain)
            implements Common {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Retaining> KEYS =
                Hyperparameters.of(Retaining.class)
                        .all(Plain.KEYS)
                        .number("retain", 1, WEIGHT, "weight of ordinary work's loss");

        public Retaining {
            KEYS.check(rate, steps, optimiser, weightDecay, retain);
        }
    }

    /**
     * What those that learn a preference can be told.
     *
     * @param beta how sharply it counts
     */
    public record Preferring(
            double rate, int steps, Optimiser optimiser, double weightDecay, double beta)
            implements Common {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Preferring> KEYS =
                Hyperparameters.of(Preferring.class)
                        .all(Plain.KEYS)
                        .number("beta", 0.1, PREFERENCE, "how sharply a preference counts");

        public Preferring {
            KEYS.check(rate, steps, optimiser, weightDecay, beta);
        }
    }

    /** Whose MLPs move. */
    enum Reach {
        ALL_BLOCKS,
        REGIONS
    }

    /** The terms of a loss. */
    interface Terms<H> {
        List<Term> of(LanguageModel model, EditTokens tokens, H settings);
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

    private final MethodCard card;
    private final Reach reach;
    private final Hyperparameters<H> keys;
    private final Terms<H> terms;

    Baseline(MethodCard card, Reach reach, Hyperparameters<H> keys, Terms<H> terms) {
        this.card = card;
        this.reach = reach;
        this.keys = keys;
        this.terms = terms;
    }

    /** Fine-tuning on the safe answers: NLL(y+). */
    static Baseline<Plain> sft() {
        return new Baseline<>(
                new MethodCard("sft", "SFT", "sft", "Fine-tunes every MLP on the safe answers."),
                Reach.ALL_BLOCKS,
                Plain.KEYS,
                Baseline::safe);
    }

    /** Fine-tuning of one block (FT-L): NLL(y+). */
    static Baseline<Plain> block() {
        return new Baseline<>(
                new MethodCard(
                        "ft-l", "FT-L", "ftl", "Fine-tunes one block's MLP on the safe answers."),
                Reach.REGIONS,
                Plain.KEYS,
                Baseline::safe);
    }

    /** Fine-tuning on ordinary work alone: NLL(c*). */
    static Baseline<Plain> benign() {
        return new Baseline<>(
                new MethodCard(
                        "ft-benign",
                        "fine-tuning",
                        "benign",
                        "Fine-tunes every MLP on ordinary work alone, safe answers aside."),
                Reach.ALL_BLOCKS,
                Plain.KEYS,
                (m, t, h) -> List.of(Term.whole("benign", 1, m).nll(t.constraints())));
    }

    /** Gradient ascent: −NLL(y-). */
    static Baseline<Plain> ascent() {
        return new Baseline<>(
                new MethodCard("ga", "GA", "ga", "Climbs the unsafe answers' loss."),
                Reach.ALL_BLOCKS,
                Plain.KEYS,
                (m, t, h) -> List.of(Term.whole("unsafe", -1, m).nll(t.unsafe())));
    }

    /** Gradient ascent that retains (GradDiff): −NLL(y-) + retain · NLL(c*). */
    static Baseline<Retaining> difference() {
        return new Baseline<>(
                new MethodCard(
                        "graddiff",
                        "GradDiff",
                        "graddiff",
                        "Climbs the unsafe answers' loss and descends that of ordinary work."),
                Reach.ALL_BLOCKS,
                Retaining.KEYS,
                (m, t, h) ->
                        List.of(
                                Term.whole("unsafe", -1, m).nll(t.unsafe()),
                                Term.whole("benign", h.retain(), m).nll(t.constraints())));
    }

    /** Negative preference: −(2/β) · mean log σ(β (NLL(y-) − NLL_before(y-))). */
    static Baseline<Preferring> npo() {
        return new Baseline<>(
                new MethodCard(
                        "npo", "NPO", "npo", "Learns to like the unsafe answers less than before."),
                Reach.ALL_BLOCKS,
                Preferring.KEYS,
                (m, t, h) ->
                        List.of(
                                Term.whole("npo", 1, m)
                                        .preference(
                                                List.of(), t.unsafe(), h.beta(), 2 / h.beta())));
    }

    /** Direct preference: −log σ(β [log π/π_before (y+) − log π/π_before (y-)]). */
    static Baseline<Preferring> dpo() {
        return new Baseline<>(
                new MethodCard(
                        "dpo", "DPO", "dpo", "Learns to prefer the safe answers to the unsafe."),
                Reach.ALL_BLOCKS,
                Preferring.KEYS,
                (m, t, h) ->
                        List.of(
                                Term.whole("dpo", 1, m)
                                        .preference(t.safe(), t.unsafe(), h.beta(), 1)));
    }

    private static List<Term> safe(LanguageModel model, EditTokens tokens, Plain settings) {
        return List.of(Term.whole("safe", 1, model).nll(tokens.safe()));
    }

    @Override
    public MethodCard card() {
        return card;
    }

    @Override
    public Hyperparameters<H> hyperparameters() {
        return keys;
    }

    @Override
    public Delta edit(LanguageModel model, EditRequest request, H settings, EditListener listener) {
        IntStream blocks =
                switch (reach) {
                    case ALL_BLOCKS -> IntStream.range(0, model.config().blocks());
                    case REGIONS -> request.regions().stream().mapToInt(Region::block);
                };
        List<String> tensors =
                blocks.boxed().flatMap(l -> model.weights().mlpNames(l).stream()).toList();
        EditTokens tokens = request.tokens(model);
        return edit(model, tokens, tensors, settings, listener);
    }

    /** The same on tokens and named tensors, as reference cases give them. */
    public Delta edit(
            LanguageModel model,
            EditTokens tokens,
            Collection<String> tensors,
            H h,
            EditListener listener) {
        try (var _ = Scope.open()) {
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            tensors.forEach(tensor -> leaves.put(tensor, model.leaf(tensor)));
            Patch patch = Patch.tensors(leaves);
            Adam.Decay decay =
                    h.optimiser() == Optimiser.ADAMW ? Adam.Decay.DECOUPLED : Adam.Decay.L2;
            Adam.Settings adam = Adam.Settings.rate(h.rate()).with(decay, h.weightDecay());
            if (name().equals("ft-benign") && tokens.constraints().isEmpty()) {
                throw new ModelError("editor ft-benign needs ordinary work to train on");
            }
            return new Descent(model, patch, terms.of(model, tokens, h), adam, listener)
                    .run(h.steps(), losses -> false, () -> {});
        }
    }

    /**
     * The loss and its gradient where the policy's tensors stand in for the model's own, which are
     * the reference. The arrays belong to the caller's scope.
     */
    public Measured measure(LanguageModel model, EditTokens tokens, Patch policy, H h) {
        Sums sums = new Sums(policy);
        double loss = 0;
        for (Term term : terms.of(model, tokens, h)) {
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
