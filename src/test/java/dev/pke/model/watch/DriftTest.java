package dev.pke.model.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;

import dev.pke.model.GenerationSettings.Template;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drift and perplexity beside the same numbers made from all logits, one text at a time. */
class DriftTest {
    private static final Path PLAIN = Path.of("experiments/specimen/plain");
    private static final Path ENTANGLED = Path.of("experiments/specimen/entangled");

    /** f32 logits of single texts and of padded batches differ in the last places. */
    private static final double F32 = 1e-4;

    @Test
    void perplexityIsThatOfTheTokensThemselves() {
        try (LanguageModel model = LanguageModel.open(PLAIN)) {
            List<TokenPair> texts = texts(model);
            double sum = 0;
            int tokens = 0;
            for (TokenPair each : texts) {
                double[][] p = logProbabilities(model, each);
                for (int i = 0; i < p.length; i++) {
                    sum -= p[i][each.answer()[i]];
                    tokens++;
                }
            }
            double expected = Math.exp(sum / tokens);
            assertEquals(expected, Drift.perplexity(model, texts), F32 * expected);
        }
    }

    /** The other state is another model here, so that every logit is another. */
    @Test
    void driftIsTheMeanDivergenceOfWholeDistributions() {
        try (LanguageModel model = LanguageModel.open(PLAIN)) {
            List<TokenPair> texts = texts(model);
            List<double[][]> before =
                    texts.stream().map(each -> logProbabilities(model, each)).toList();
            Drift.Change change = halved(model);
            change.apply();
            List<double[][]> after =
                    texts.stream().map(each -> logProbabilities(model, each)).toList();
            change.revert();
            double sum = 0;
            double first = 0;
            int tokens = 0;
            for (int t = 0; t < texts.size(); t++) {
                for (int i = 0; i < before.get(t).length; i++) {
                    double kl = divergence(before.get(t)[i], after.get(t)[i]);
                    sum += kl;
                    first += i == 0 ? kl : 0;
                    tokens++;
                }
            }
            Drift drift = Drift.between(model, texts, change);
            assertTrue(sum / tokens > 0.01, "the change is one");
            assertEquals(sum / tokens, drift.kl(), F32 * Math.max(1, sum / tokens));
            assertEquals(first / texts.size(), drift.first(), F32 * Math.max(1, drift.first()));
            assertEquals(tokens, drift.tokens());
            assertEquals(texts.size(), drift.answers());
        }
    }

    @Test
    void aModelThatIsAsItWasHasNotDrifted() {
        try (LanguageModel model = LanguageModel.open(ENTANGLED)) {
            Drift.Change nothing =
                    new Drift.Change() {
                        @Override
                        public void apply() {}

                        @Override
                        public void revert() {}
                    };
            Drift drift = Drift.between(model, texts(model), nothing);
            assertEquals(0, drift.kl());
            assertEquals(0, drift.first());
        }
    }

    private static List<TokenPair> texts(LanguageModel model) {
        List<TokenPair> texts = new ArrayList<>();
        for (String each : List.of("sure , here is the way", "i am sorry", "the first was")) {
            texts.add(TokenPair.of(model, "what is the capital ?", each, Template.ON));
        }
        return texts;
    }

    /** Halves the first block's down_proj, in place and back: exact in binary. */
    private static Drift.Change halved(LanguageModel model) {
        return new Drift.Change() {
            @Override
            public void apply() {
                scale(0.5f);
            }

            @Override
            public void revert() {
                scale(2);
            }

            private void scale(float by) {
                model.weights().down(0).muli(by);
            }
        };
    }

    /** log p of every token at every place of the answer, from the logits of one text alone. */
    private static double[][] logProbabilities(LanguageModel model, TokenPair pair) {
        TokenBatch batch = TokenPair.batch(List.of(pair), model.pad());
        try (var _ = Scope.open()) {
            NDArray all = model.logits(batch, Padding.UNSEEN); // (1, seq, vocab)
            int vocab = Math.toIntExact(all.getShape().get(2));
            float[] flat = all.toFloatArray();
            double[][] out = new double[pair.answer().length][vocab];
            for (int i = 0; i < out.length; i++) {
                int at = (pair.prompt().length - 1 + i) * vocab;
                double sum = 0;
                for (int v = 0; v < vocab; v++) {
                    sum += Math.exp(flat[at + v]);
                }
                for (int v = 0; v < vocab; v++) {
                    out[i][v] = flat[at + v] - Math.log(sum);
                }
            }
            return out;
        }
    }

    private static double divergence(double[] before, double[] after) {
        double kl = 0;
        for (int v = 0; v < before.length; v++) {
            kl += Math.exp(before[v]) * (before[v] - after[v]);
        }
        return kl;
    }
}
