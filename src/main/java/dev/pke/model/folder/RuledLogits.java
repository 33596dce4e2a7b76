package dev.pke.model.folder;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.Kernels;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Logits as the folder's rules of answering bend them, in transformers' order. */
public final class RuledLogits {
    /** One sequence: the prompt, and the answer so far. */
    public record Said(List<Integer> prompt, List<Integer> answer) {
        public Said {
            prompt = List.copyOf(prompt);
            answer = List.copyOf(answer);
        }
    }

    private final Kernels kernels;
    private final GenerationRules rules;

    public RuledLogits(Kernels kernels, GenerationRules rules) {
        this.kernels = kernels;
        this.rules = rules;
    }

    /**
     * The bent logits.
     *
     * @param logits (sequences, vocab) f32
     * @param said by sequence
     */
    public NDArray of(NDArray logits, List<Said> said) {
        if (rules.inForce().isEmpty()) {
            return logits;
        }
        long vocab = logits.getShape().get(1);
        NDArray bent = logits;
        if (rules.repetitionPenalty() != 1) {
            NDArray at = flat(vocab, said.stream().map(RuledLogits::tokens).toList());
            bent = kernels.vocabulary().lessLikely(bent, at, rules.repetitionPenalty());
        }
        NDArray at =
                flat(
                        vocab,
                        said.stream()
                                .map(s -> sorted(rules.banned(s.prompt(), s.answer())))
                                .toList());
        return at.size() == 0 ? bent : kernels.vocabulary().banned(bent, at);
    }

    private static Set<Integer> sorted(List<Integer> tokens) {
        return new TreeSet<>(tokens);
    }

    private static Set<Integer> tokens(Said said) {
        Set<Integer> tokens = sorted(said.prompt());
        tokens.addAll(said.answer());
        return tokens;
    }

    private NDArray flat(long vocab, List<Set<Integer>> rows) {
        LongStream.Builder flat = LongStream.builder();
        for (int row = 0; row < rows.size(); row++) {
            for (int token : rows.get(row)) {
                if (token >= 0 && token < vocab) {
                    flat.add(row * vocab + token);
                }
            }
        }
        return kernels.manager().create(flat.build().toArray());
    }
}
