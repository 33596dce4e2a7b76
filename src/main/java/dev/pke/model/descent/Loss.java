package dev.pke.model.descent;

import dev.pke.model.weights.Patch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sum of weighted terms. */
public record Loss(List<Term> terms) {
    public static final String TOTAL = "total";

    public Loss {
        terms = List.copyOf(terms);
    }

    /**
     * Every term's value under {@code patch} by its name, and their weighted sum as "total"; adds
     * the gradient to {@code sums}.
     *
     * @param unmoved whether the patch is as the model has it, where a term that measures how far
     *     it has gone is 0 and flat
     */
    public Map<String, Double> add(Patch patch, boolean unmoved, Sums sums) {
        Map<String, Double> values = new LinkedHashMap<>();
        double total = 0;
        for (Term term : terms) {
            double value = unmoved && term.isFromStart() ? 0 : term.add(patch, sums);
            values.put(term.name(), value);
            total += term.weight() * value;
        }
        values.put(TOTAL, total);
        return values;
    }
}
