package dev.pke.model.descent;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.Frozen;
import dev.pke.model.LanguageModel;
import dev.pke.model.Likelihood;
import dev.pke.model.Losses;
import dev.pke.model.Pass;
import dev.pke.model.Scored;
import dev.pke.model.Tail;
import dev.pke.model.TokenPair;
import dev.pke.model.Unembedding;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.TokenBatch;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One named term of an edit's loss: a mean over positions of some texts, computed in parts so that
 * memory stays flat, everything below the lowest edited block only once.
 */
public final class Term {
    /** Tokens computed together, padding included. */
    private static final int CHUNK_TOKENS = 4096;

    /**
     * A part of the loss: its value, and of {@code weight} times it the gradient of every leaf
     * unless it is only watched.
     */
    private interface Part {
        Measured at(Patch patch, double weight);
    }

    private record Measured(double value, NDList gradients) {}

    private record Shared(double share, Part part) {}

    private final String name;
    private final double weight;
    private final LanguageModel model;
    private final @Nullable Frozen frozen;
    private final Pull pull;
    private final List<List<Shared>> portions = new ArrayList<>(List.of(new ArrayList<>()));
    private UnaryOperator<NDArray> shaken = UnaryOperator.identity();
    private int looks;
    private boolean fromStart;

    private Term(
            String name, double weight, LanguageModel model, @Nullable Frozen frozen, Pull pull) {
        this.name = name;
        this.weight = weight;
        this.model = model;
        this.frozen = frozen;
        this.pull = pull;
    }

    /** A term of {@code weight} for patches that leave what is frozen as it is, empty as yet. */
    public static Term of(String name, double weight, LanguageModel model, Frozen frozen) {
        return new Term(name, weight, model, frozen, Pull.GRADIENT);
    }

    /** A term for patches of any tensor. */
    public static Term whole(String name, double weight, LanguageModel model) {
        return new Term(name, weight, model, null, Pull.GRADIENT);
    }

    /** This term, pulling or not. */
    public Term with(Pull other) {
        if (!portions.getFirst().isEmpty()) {
            throw new IllegalStateException("term " + name + " has its texts already");
        }
        return new Term(name, weight, model, frozen, other);
    }

    /**
     * This term, each pass with a gradient under {@link GaussianDropout} of what it begins with.
     */
    public Term shaken(double share, long seed) {
        shaken = new GaussianDropout(model, share, seed);
        return this;
    }

    /** Puts what it takes from here on apart: each look is at one portion, in turn. */
    public Term apart() {
        if (!portions.getLast().isEmpty()) {
            portions.add(new ArrayList<>());
        }
        return this;
    }

    /** Takes the mean −log p of every answer token. */
    public Term nll(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            nll(batch, scored(batch) / scored(pairs));
        }
        return this;
    }

    /** Takes the mean −log p of a batch's labels, as one part of that share. */
    public Term nll(TokenBatch batch, double share) {
        return likelihood(batch, share, Likelihood.NLL);
    }

    /** Takes the mean −log max(1 − p, 1e-6) of every answer token. */
    public Term unlikelihood(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            likelihood(batch, scored(batch) / scored(pairs), Likelihood.UNLIKELIHOOD);
        }
        return this;
    }

    /** Takes the mean KL(p_before ‖ p) over the positions that predict an answer token. */
    public Term kl(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            kl(batch, batch.predicting(), scored(batch) / scored(pairs));
        }
        return this;
    }

    /**
     * Takes the mean KL(p_before ‖ p) over flat positions of a batch, as one part of that share.
     */
    public Term kl(TokenBatch batch, int[] spots, double share) {
        fromStart = true;
        Tail tail = requireNonNull(frozen, "a term of whole tensors").tail(batch, spots);
        Unembedding.Reference before = reference(tail);
        return take(
                share,
                tail,
                (states, weight) -> unembedding().divergence(before, states, pull, weight));
    }

    private Unembedding.Reference reference(Tail tail) {
        try (Scope scope = Scope.open()) {
            var before = unembedding().reference(tail.states(Patch.none()));
            scope.keep(before.states());
            scope.keep(before.normal());
            return before;
        }
    }

    /**
     * Takes {@code factor · mean −log σ(β (margin − margin before))}, a pair's margin being NLL(y-)
     * − NLL(y+), each summed over its tokens. DPO has factor 1; without safe answers, so that the
     * margin is NLL(y-), and with factor 2/β, it is NPO.
     */
    public Term preference(
            List<TokenPair> safe, List<TokenPair> unsafe, double beta, double factor) {
        List<TokenPair> both = new ArrayList<>(unsafe);
        both.addAll(safe);
        TokenBatch batch = TokenPair.batch(both, model.pad());
        int count = unsafe.size();
        float[][] signs = new float[count][batch.predicting().length]; // (pairs, n)
        int[] spots = batch.predicting();
        for (int t = 0; t < spots.length; t++) {
            int row = spots[t] / batch.width();
            signs[row % count][t] = row < count ? 1 : -1;
        }
        UnaryOperator<NDArray> margin =
                nll -> nll.getManager().create(signs).matMul(nll); // (n) to (pairs)
        NDArray logits = model.logits(batch, spots, Patch.none()); // (n, vocab)
        NDArray before = margin.apply(losses().tokenNll(logits, batch.scoredLabels()));
        return whole(
                batch,
                1,
                nll -> {
                    NDArray z = margin.apply(nll).sub(before).mul((float) beta); // (pairs)
                    return logSigmoid(z).mean().mul((float) -factor);
                });
    }

    /** log σ(z) = min(z, 0) − log(1 + e^−|z|), which never overflows. */
    private static NDArray logSigmoid(NDArray z) {
        return z.minimum(0f).sub(z.abs().neg().exp().add(1f).log());
    }

    private Term likelihood(TokenBatch batch, double share, Likelihood loss) {
        if (frozen == null) {
            return whole(batch, share, nll -> loss.of(nll, losses()));
        }
        int[] labels = batch.scoredLabels();
        return take(
                share,
                frozen.tail(batch, batch.predicting()),
                (states, weight) -> unembedding().likelihood(states, labels, loss, pull, weight));
    }

    /** Takes a loss of the labels' −log p, (n), for patches of any tensor. */
    private Term whole(TokenBatch batch, double share, UnaryOperator<NDArray> loss) {
        return take(
                share,
                (patch, weight) -> {
                    NDArray logits = model.logits(batch, batch.predicting(), patch); // (n, vocab)
                    NDArray value = loss.apply(losses().tokenNll(logits, batch.scoredLabels()));
                    NDArray weighted = value.mul((float) weight);
                    return new Measured(
                            Losses.value(value), losses().gradients(weighted, patch.leaves()));
                });
    }

    /** A loss of states, its gradient times a weight. */
    private interface StatesLoss {
        Scored at(NDArray states, double weight);
    }

    /** Takes a loss of what a tail leaves, whose unembedding stays as it is. */
    private Term take(double share, Tail tail, StatesLoss loss) {
        return take(
                share,
                (patch, weight) -> {
                    if (pull == Pull.WATCHED) {
                        double seen = loss.at(tail.states(patch), weight).value();
                        return new Measured(seen, new NDList());
                    }
                    Pass pass = tail.pass(patch, shaken);
                    Scored scored = loss.at(pass.states(), weight);
                    NDArray gradient = requireNonNull(scored.gradient()); // (n, hidden)
                    return new Measured(scored.value(), pass.gradients(gradient));
                });
    }

    private Term take(double share, Part part) {
        portions.getLast().add(new Shared(share, part));
        return this;
    }

    private Losses losses() {
        return model.losses();
    }

    private Unembedding unembedding() {
        return model.unembedding();
    }

    public String name() {
        return name;
    }

    public double weight() {
        return weight;
    }

    /**
     * Whether it measures how far the model has gone from where it began: there it is 0, and flat.
     */
    public boolean isFromStart() {
        return fromStart;
    }

    /** The value under {@code patch}; adds weight · its gradient to {@code sums}. */
    public double add(Patch patch, Sums sums) {
        double value = 0;
        for (Shared each : portions.get(looks++ % portions.size())) {
            try (Scope scope = Scope.open()) {
                Measured seen = each.part().at(patch, weight * each.share());
                value += each.share() * seen.value();
                sums.add(scope, seen.gradients());
            }
        }
        return value;
    }

    private List<TokenBatch> batches(List<TokenPair> pairs) {
        return TokenPair.chunks(pairs, CHUNK_TOKENS).stream()
                .map(chunk -> TokenPair.batch(chunk, model.pad()))
                .toList();
    }

    private static double scored(TokenBatch batch) {
        return batch.scoredLabels().length;
    }

    private static double scored(List<TokenPair> pairs) {
        return pairs.stream().mapToInt(pair -> pair.answer().length).sum();
    }
}
