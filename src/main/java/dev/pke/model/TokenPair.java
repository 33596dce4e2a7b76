package dev.pke.model;

import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A prompt and its answer in token ids, the end token included in the answer where it counts. */
public final class TokenPair {
    private final int[] prompt;
    private final int[] answer;

    /** Keeps copies of both. */
    public TokenPair(int[] prompt, int[] answer) {
        if (prompt.length == 0 || answer.length == 0) {
            throw new IllegalArgumentException(
                    prompt.length + " prompt tokens, " + answer.length + " answer tokens");
        }
        this.prompt = prompt.clone();
        this.answer = answer.clone();
    }

    /**
     * A prompt and its answer as {@code model} reads them, without an end token. Without a template
     * both are read as one text with a blank between, since a tokenizer may join them; where it
     * joins across the border, they are read apart.
     */
    public static TokenPair of(
            LanguageModel model,
            String asked,
            String answer,
            GenerationSettings.Template template) {
        int[] head = model.promptIds(asked, GenerationSettings.greedy(1).with(template));
        boolean templated =
                template == GenerationSettings.Template.ON && model.template().isPresent();
        int[] tail = model.tokenizer().encodePlain(answer);
        if (!templated) {
            int[] whole = model.tokenizer().encode(asked + " " + answer);
            if (Arrays.mismatch(head, whole) == head.length) {
                tail = Arrays.copyOfRange(whole, head.length, whole.length);
            }
        }
        return new TokenPair(head, tail);
    }

    public int[] prompt() {
        return prompt.clone();
    }

    public int[] answer() {
        return answer.clone();
    }

    /** Tokens of both. */
    public int length() {
        return prompt.length + answer.length;
    }

    /** The prompt and the first {@code count} tokens of the answer. */
    public int[] prefix(int count) {
        int[] joined = Arrays.copyOf(prompt, prompt.length + count);
        System.arraycopy(answer, 0, joined, prompt.length, count);
        return joined;
    }

    /** The pairs in order, cut where a padded batch would pass {@code tokens}. */
    public static List<List<TokenPair>> chunks(List<TokenPair> pairs, int tokens) {
        List<List<TokenPair>> out = new ArrayList<>();
        List<TokenPair> open = new ArrayList<>();
        int widest = 0;
        for (TokenPair pair : pairs) {
            widest = Math.max(widest, pair.length());
            if (!open.isEmpty() && widest * (open.size() + 1) > tokens) {
                out.add(open);
                open = new ArrayList<>();
                widest = pair.length();
            }
            open.add(pair);
        }
        if (!open.isEmpty()) {
            out.add(open);
        }
        return out;
    }

    /** Side by side, right-padded, every answer token scored. */
    public static TokenBatch batch(List<TokenPair> pairs, int pad) {
        return TokenBatch.scored(
                pairs.stream().map(TokenPair::prompt).toList(),
                pairs.stream().map(TokenPair::answer).toList(),
                pad);
    }
}
