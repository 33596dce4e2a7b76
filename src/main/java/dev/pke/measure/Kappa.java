package dev.pke.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two judges agree beyond chance (Cohen, 1960): κ = (a − e) / (1 − e), with a the share of
 * things they call alike and e what that would be if each drew its words at its own rates.
 *
 * @param agreed things both called alike
 * @param of all of them
 * @param value κ; NaN where both said one word throughout, so that chance alone explains all
 */
public record Kappa(int agreed, int of, double value) {
    /** The agreement of two lists of words on the same things. */
    public static Kappa of(List<String> first, List<String> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(first.size() + " words and " + second.size());
        }
        int n = first.size();
        int agreed = 0;
        Map<String, Integer> a = new HashMap<>();
        Map<String, Integer> b = new HashMap<>();
        for (int i = 0; i < n; i++) {
            agreed += first.get(i).equals(second.get(i)) ? 1 : 0;
            a.merge(first.get(i), 1, Integer::sum);
            b.merge(second.get(i), 1, Integer::sum);
        }
        double chance = 0; // of agreeing, n² times
        for (Map.Entry<String, Integer> each : a.entrySet()) {
            chance += (double) each.getValue() * b.getOrDefault(each.getKey(), 0);
        }
        double all = (double) n * n;
        double value = chance == all ? Double.NaN : (agreed * (double) n - chance) / (all - chance);
        return new Kappa(agreed, n, value);
    }
}
