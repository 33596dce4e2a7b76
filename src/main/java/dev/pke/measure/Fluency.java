package dev.pke.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How little a text repeats itself: n-gram entropy as EasyEdit weighs it, (2/3·H₂ + 4/3·H₃) / 2 in
 * bits over Treebank tokens; a text too short for n-grams has none.
 */
public final class Fluency {
    private Fluency() {}

    /** The weighted entropy of one text, bits. */
    public static double of(String text) {
        List<String> tokens = tokens(text);
        return (2.0 / 3 * entropy(2, tokens) + 4.0 / 3 * entropy(3, tokens)) / 2;
    }

    /** The mean over texts, bits. */
    public static double mean(List<String> texts) {
        return texts.stream().mapToDouble(Fluency::of).average().orElse(Double.NaN);
    }

    /** The Treebank tokens of a text. */
    public static List<String> tokens(String text) {
        return TreebankTokens.of(text);
    }

    /** H_n = −Σ p log₂ p over the text's n-grams. */
    public static double entropy(int n, List<String> tokens) {
        Map<List<String>, Integer> counts = new HashMap<>();
        int total = 0;
        for (int i = 0; i + n <= tokens.size(); i++) {
            counts.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
            total++;
        }
        double sum = 0;
        for (int count : counts.values()) {
            double p = (double) count / total;
            sum -= p * StrictMath.log(p) / StrictMath.log(2); // the same bits on every CPU
        }
        return sum;
    }
}
