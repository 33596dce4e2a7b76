package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.Losses;
import dev.pke.model.Patch;
import dev.pke.model.Scope;
import dev.pke.model.Tail;
import dev.pke.model.TokenBatch;
import dev.pke.model.TokenPair;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One named term of an edit's loss: a mean over positions of some texts, computed in parts so that
 * memory stays flat, everything below the lowest edited block only once. Close it when done.
 */
final class Term implements AutoCloseable {
    /** Tokens computed together, padding included. */
    private static final int CHUNK_TOKENS = 4096;

    /** Whether a term pulls the weights or is only watched. */
    enum Pull {
        GRADIENT,
        WATCHED
    }

    private record Part(Tail tail, UnaryOperator<NDArray> loss, double share) {}

    private final String name;
    private final double weight;
    private final LanguageModel model;
    private final int lowest;
    private final Pull pull;
    private final List<Part> parts = new ArrayList<>();

    private Term(String name, double weight, LanguageModel model, int lowest, Pull pull) {
        this.name = name;
        this.weight = weight;
        this.model = model;
        this.lowest = lowest;
        this.pull = pull;
    }

    /** A term of {@code weight} for patches of block {@code lowest} and above, empty as yet. */
    static Term of(String name, double weight, LanguageModel model, int lowest) {
        return new Term(name, weight, model, lowest, Pull.GRADIENT);
    }

    /** This term, pulling or not. */
    Term with(Pull other) {
        if (!parts.isEmpty()) {
            throw new IllegalStateException("term " + name + " has its texts already");
        }
        return new Term(name, weight, model, lowest, other);
    }

    /** Takes the mean −log p of every answer token. */
    Term nll(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            nll(batch, scored(batch) / scored(pairs));
        }
        return this;
    }

    /** Takes the mean −log p of a batch's labels, as one part of that share. */
    Term nll(TokenBatch batch, double share) {
        Tail tail = model.tail(batch, batch.predicting(), lowest);
        parts.add(new Part(tail, x -> model.losses().nll(x, batch.scoredLabels()), share));
        return this;
    }

    /** Takes the mean −log max(1 − p, 1e-6) of every answer token. */
    Term unlikelihood(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            Tail tail = model.tail(batch, batch.predicting(), lowest);
            parts.add(
                    new Part(
                            tail,
                            x -> model.losses().unlikelihood(x, batch.scoredLabels()),
                            scored(batch) / scored(pairs)));
        }
        return this;
    }

    /** Takes the mean KL(p_before ‖ p) over the positions that predict an answer token. */
    Term kl(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            kl(batch, batch.predicting(), scored(batch) / scored(pairs));
        }
        return this;
    }

    /**
     * Takes the mean KL(p_before ‖ p) over flat positions of a batch, as one part of that share.
     */
    Term kl(TokenBatch batch, int[] spots, double share) {
        Tail tail = model.tail(batch, spots, lowest);
        NDArray before = tail.logits(Patch.none());
        parts.add(new Part(tail, x -> model.losses().kl(before, x), share));
        return this;
    }

    String name() {
        return name;
    }

    double weight() {
        return weight;
    }

    /** The value under {@code patch}; adds weight · its gradient to {@code sums}, one a leaf. */
    double add(Patch patch, NDList sums) {
        double value = 0;
        for (Part part : parts) {
            try (Scope scope = Scope.open()) {
                scope.done();
                NDArray loss = part.loss().apply(part.tail().logits(patch));
                value += part.share() * Losses.value(loss);
                if (pull == Pull.GRADIENT) {
                    NDList gradients = model.losses().gradients(loss, patch.leaves());
                    for (int i = 0; i < sums.size(); i++) {
                        sums.get(i).addi(gradients.get(i).mul(weight * part.share()));
                    }
                }
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

    @Override
    public void close() {
        parts.forEach(part -> part.tail().close());
    }
}
