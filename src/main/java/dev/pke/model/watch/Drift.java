package dev.pke.model.watch;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How far two states of one model are apart on given answers, teacher-forced: KL(before || after)
 * over the whole vocabulary, in nats.
 *
 * @param kl mean over all answer tokens
 * @param first mean over the answers' first tokens
 * @param tokens of all answers
 * @param answers how many
 */
public record Drift(double kl, double first, long tokens, int answers) {
    /** Logits of one state held at once: 256 MB. */
    private static final long ELEMENTS = 1L << 26;

    /** Tokens of a batch, padding included. */
    private static final int TOKENS = 4096;

    /** What turns the model into the other state and back. */
    public interface Change {
        void apply();

        void revert();
    }

    /** Compares the model as it is with what the change makes of it; it is left as it was. */
    public static Drift between(LanguageModel model, List<TokenPair> texts, Change change) {
        return between(model, texts, change, done -> {});
    }

    /** The same, and is told now and then how many texts are through. */
    public static Drift between(
            LanguageModel model, List<TokenPair> texts, Change change, IntConsumer told) {
        double sum = 0;
        double firsts = 0;
        long tokens = 0;
        int done = 0;
        for (List<TokenPair> some : chunks(model, texts)) {
            float[] each = divergences(model, some, change);
            int at = 0;
            for (TokenPair pair : some) {
                firsts += each[at];
                for (int i = 0; i < pair.answer().length; i++) {
                    sum += each[at++];
                }
            }
            tokens += each.length;
            done += some.size();
            told.accept(done);
        }
        return new Drift(sum / tokens, firsts / texts.size(), tokens, texts.size());
    }

    /** exp of the mean of -log p over all tokens of all answers. */
    public static double perplexity(LanguageModel model, List<TokenPair> texts) {
        return perplexity(model, texts, done -> {});
    }

    /** The same, and is told now and then how many texts are through. */
    public static double perplexity(LanguageModel model, List<TokenPair> texts, IntConsumer told) {
        double sum = 0;
        long tokens = 0;
        int done = 0;
        for (List<TokenPair> some : chunks(model, texts)) {
            TokenBatch batch = TokenPair.batch(some, model.pad());
            try (var _ = Scope.open()) {
                float[] each =
                        Torch.withoutGradient(() ->
                                model.losses()
                                        .tokenNll(logits(model, batch), batch.scoredLabels())
                                        .toFloatArray());
                for (float one : each) {
                    sum += one;
                }
                tokens += each.length;
            }
            done += some.size();
            told.accept(done);
        }
        return Math.exp(sum / tokens);
    }

    /** KL at each answer token, in the order of the texts. */
    private static float[] divergences(LanguageModel model, List<TokenPair> some, Change change) {
        TokenBatch batch = TokenPair.batch(some, model.pad());
        try (var _ = Scope.open()) {
            return Torch.withoutGradient(() -> {
                NDArray before = logits(model, batch).logSoftmax(1); // (tokens, vocab)
                NDArray after;
                change.apply();
                try {
                    after = logits(model, batch).logSoftmax(1); // (tokens, vocab)
                } finally {
                    change.revert();
                }
                return before.exp().mul(before.sub(after)).sum(new int[] {1}).toFloatArray();
            });
        }
    }

    private static NDArray logits(LanguageModel model, TokenBatch batch) {
        return model.logits(batch, batch.predicting(), Patch.none()); // (tokens, vocab)
    }

    /** The texts in order, cut to the context from the left and to what memory holds. */
    private static List<List<TokenPair>> chunks(LanguageModel model, List<TokenPair> texts) {
        long most = Math.max(1, ELEMENTS / model.config().vocab());
        int context = model.config().context();
        List<List<TokenPair>> out = new ArrayList<>();
        List<TokenPair> open = new ArrayList<>();
        long scored = 0;
        int widest = 0;
        for (TokenPair text : texts) {
            TokenPair pair = fitting(text, context);
            int wide = Math.max(widest, pair.length());
            boolean full =
                    scored + pair.answer().length > most || wide * (open.size() + 1) > TOKENS;
            if (!open.isEmpty() && full) {
                out.add(open);
                open = new ArrayList<>();
                scored = 0;
                wide = pair.length();
            }
            open.add(pair);
            scored += pair.answer().length;
            widest = wide;
        }
        out.add(open);
        return out;
    }

    private static TokenPair fitting(TokenPair pair, int context) {
        if (pair.length() <= context) {
            return pair;
        }
        int[] answer = Arrays.copyOf(pair.answer(), Math.min(pair.answer().length, context - 1));
        int[] prompt = pair.prompt();
        int kept = Math.min(prompt.length, context - answer.length);
        return new TokenPair(
                Arrays.copyOfRange(prompt, prompt.length - kept, prompt.length), answer);
    }
}
