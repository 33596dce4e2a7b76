package dev.pke.model.descent;

import dev.pke.model.TokenPair;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The part of a loss that asks for safe answers, {@code α·(f·NLL(now) + (1 − f)·NLL(begun))}: from
 * the first word, and from inside the unsafe answer. Where nothing was begun f is 1.
 *
 * @param alpha weight of both
 * @param first f, the first word's share
 * @param now safe answers from the first word
 * @param begun those to come behind some of the unsafe answer
 */
public record Recoveries(double alpha, double first, List<TokenPair> now, List<TokenPair> begun) {
    public Recoveries {
        now = List.copyOf(now);
        begun = List.copyOf(begun);
    }

    /**
     * Terms "safe" and "begun", without those that weigh nothing.
     *
     * @param empty makes a term of a name and a weight
     */
    public List<Term> terms(BiFunction<String, Double, Term> empty) {
        double share = begun.isEmpty() ? 1 : first;
        List<Term> terms = new ArrayList<>();
        if (alpha * share != 0) {
            terms.add(empty.apply("safe", alpha * share).nll(now));
        }
        if (alpha * (1 - share) != 0) {
            terms.add(empty.apply("begun", alpha * (1 - share)).nll(begun));
        }
        return terms;
    }
}
