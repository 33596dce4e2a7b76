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
import java.util.function.Function;
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

    /** The lowest block of a term whose patch may touch any tensor: nothing is frozen. */
    static final int NOTHING_FROZEN = -1;

    private record Part(
            UnaryOperator<NDArray> loss,
            double share,
            Function<Patch, NDArray> logits,
            Runnable close) {}

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
        take(batch, batch.predicting(), share, x -> losses().nll(x, batch.scoredLabels()));
        return this;
    }

    /** Takes the mean −log max(1 − p, 1e-6) of every answer token. */
    Term unlikelihood(List<TokenPair> pairs) {
        for (TokenBatch batch : batches(pairs)) {
            take(
                    batch,
                    batch.predicting(),
                    scored(batch) / scored(pairs),
                    x -> losses().unlikelihood(x, batch.scoredLabels()));
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
        NDArray[] before = new NDArray[1];
        Part part = take(batch, spots, share, x -> losses().kl(before[0], x));
        before[0] = part.logits().apply(Patch.none());
        return this;
    }

    /**
     * Takes {@code factor · mean −log σ(β (margin − margin before))}, a pair's margin being NLL(y-)
     * − NLL(y+), each summed over its tokens. DPO has factor 1; without safe answers, so that the
     * margin is NLL(y-), and with factor 2/β, it is NPO.
     */
    Term preference(List<TokenPair> safe, List<TokenPair> unsafe, double beta, double factor) {
        List<TokenPair> both = new ArrayList<>(unsafe);
        both.addAll(safe);
        TokenBatch batch = TokenPair.batch(both, model.pad());
        int count = unsafe.size();
        float[][] signs = new float[count][batch.predicting().length];
        int[] spots = batch.predicting();
        for (int t = 0; t < spots.length; t++) {
            int row = spots[t] / batch.width();
            signs[row % count][t] = row < count ? 1 : -1;
        }
        NDArray[] before = new NDArray[1];
        UnaryOperator<NDArray> margin =
                x -> {
                    NDArray each = losses().tokenNll(x, batch.scoredLabels());
                    return x.getManager().create(signs).matMul(each);
                };
        Part part =
                take(
                        batch,
                        spots,
                        1,
                        x -> {
                            NDArray z = margin.apply(x).sub(before[0]).mul((float) beta);
                            return logSigmoid(z).mean().mul((float) -factor);
                        });
        before[0] = margin.apply(part.logits().apply(Patch.none()));
        return this;
    }

    /** log σ(z) = min(z, 0) − log(1 + e^−|z|), which never overflows. */
    private static NDArray logSigmoid(NDArray z) {
        return z.minimum(0f).sub(z.abs().neg().exp().add(1f).log());
    }

    private Part take(TokenBatch batch, int[] spots, double share, UnaryOperator<NDArray> loss) {
        Part part;
        if (lowest == NOTHING_FROZEN) {
            part = new Part(loss, share, patch -> model.logits(batch, spots, patch), () -> {});
        } else {
            Tail tail = model.tail(batch, spots, lowest);
            part = new Part(loss, share, tail::logits, tail::close);
        }
        parts.add(part);
        return part;
    }

    private Losses losses() {
        return model.losses();
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
                NDArray loss = part.loss().apply(part.logits().apply(patch));
                value += part.share() * Losses.value(loss);
                if (pull == Pull.GRADIENT) {
                    NDList gradients = model.losses().gradients(loss, patch.leaves());
                    for (int i = 0; i < sums.size(); i++) {
                        sums.get(i).addi(gradients.get(i).mul((float) (weight * part.share())));
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
        parts.forEach(part -> part.close().run());
    }
}
