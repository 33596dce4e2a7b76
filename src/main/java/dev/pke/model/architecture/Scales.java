package dev.pke.model.architecture;

import java.util.Map;

/**
 * The fixed numbers that a family multiplies by, or bends with, on the way through the decoder.
 *
 * @param scores factor of the attention scores
 * @param scoreCap soft cap of the scores, 0 for none
 * @param logitCap soft cap of the logits, 0 for none
 * @param embedRounded factor of the embeddings, first rounded to the model's dtype (Gemma)
 * @param embed factor of the embeddings in full precision (Granite)
 * @param residual factor of what attention and MLP add to the residual stream
 * @param logitDivisor divides the logits
 */
public record Scales(
        double scores,
        double scoreCap,
        double logitCap,
        double embedRounded,
        double embed,
        double residual,
        double logitDivisor) {

    /** Scores alone are scaled. */
    public static Scales of(double scores) {
        return new Scales(scores, 0, 0, 1, 1, 1, 1);
    }

    Scales capped(double score, double logit) {
        return new Scales(scores, score, logit, embedRounded, embed, residual, logitDivisor);
    }

    Scales embedded(double factor) {
        return new Scales(scores, scoreCap, logitCap, factor, embed, residual, logitDivisor);
    }

    /** Adds what the kernels read as {@code self.name}. */
    public void into(Map<String, Object> constants) {
        constants.put("scale", scores);
        constants.put("score_cap", scoreCap);
        constants.put("logit_cap", logitCap);
        constants.put("embed_rounded", embedRounded);
        constants.put("embed_scale", embed);
        constants.put("residual_scale", residual);
        constants.put("logit_divisor", logitDivisor);
    }
}
