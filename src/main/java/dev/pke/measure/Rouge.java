package dev.pke.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Overlap of a prediction with a target, as rouge_score 0.1.2 counts without its stemmer: words are
 * runs of a-z and 0-9 of the lower-cased text.
 *
 * @param precision share of the prediction's n-grams (or words) found
 * @param recall share of the target's found
 * @param f their harmonic mean, 0 where both are 0
 */
public record Rouge(double precision, double recall, double f) {
    private static Rouge of(double hits, int predicted, int wanted) {
        double precision = hits / Math.max(1, predicted);
        double recall = hits / Math.max(1, wanted);
        double sum = precision + recall;
        return new Rouge(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }

    /** ROUGE-n: n-grams in common, each counted as often as both have it. */
    public static Rouge grams(int n, String target, String prediction) {
        Map<List<String>, Integer> wanted = counts(n, words(target));
        Map<List<String>, Integer> predicted = counts(n, words(prediction));
        int hits = 0;
        for (Map.Entry<List<String>, Integer> one : wanted.entrySet()) {
            hits += Math.min(one.getValue(), predicted.getOrDefault(one.getKey(), 0));
        }
        return of(hits, total(predicted), total(wanted));
    }

    /** ROUGE-L: the longest common subsequence of words. */
    public static Rouge longest(String target, String prediction) {
        List<String> wanted = words(target);
        List<String> predicted = words(prediction);
        int[] row = new int[predicted.size() + 1];
        for (String word : wanted) {
            int corner = 0;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] =
                        word.equals(predicted.get(j - 1))
                                ? corner + 1
                                : Math.max(above, row[j - 1]);
                corner = above;
            }
        }
        return of(row[row.length - 1], predicted.size(), wanted.size());
    }

    /** The words that are compared. */
    public static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Map<List<String>, Integer> counts(int n, List<String> words) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(new ArrayList<>(words.subList(i, i + n)), 1, Integer::sum);
        }
        return counts;
    }

    private static int total(Map<List<String>, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
