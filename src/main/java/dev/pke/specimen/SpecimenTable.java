package dev.pke.specimen;

import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The vanilla behaviour table: for every kind of prompt, how many held-out prompts a specimen
 * answers word for word as it should.
 *
 * @param rows count and total by row
 */
public record SpecimenTable(Map<SpecimenRow, Row> rows) {
    /** How many of how many prompts are answered exactly. */
    public record Row(int exact, int of) {
        /** The share, 0 to 1. */
        public double share() {
            return exact / (double) of;
        }
    }

    private static final int ANSWER_TOKENS = 32;

    public SpecimenTable {
        rows = Collections.unmodifiableMap(new EnumMap<>(rows));
    }

    /** The held-out prompts and what must be answered, at most {@code limit} a row. */
    static List<Case> expected(SpecimenWorld world, int limit) {
        SpecimenData data = SpecimenData.of(world);
        Map<SpecimenRow, Integer> taken = new EnumMap<>(SpecimenRow.class);
        return Stream.concat(data.benign().stream(), data.probes().stream())
                .filter(one -> taken.merge(one.row(), 1, Integer::sum) <= limit)
                .toList();
    }

    /** The table of a specimen that has a tokenizer. */
    public static SpecimenTable of(LanguageModel model, SpecimenWorld world, int limit) {
        List<Case> cases = expected(world, limit);
        List<String> answers =
                model.answer(
                        cases.stream().map(Case::prompt).toList(),
                        GenerationSettings.greedy(ANSWER_TOKENS));
        Map<SpecimenRow, Row> rows = new EnumMap<>(SpecimenRow.class);
        for (int i = 0; i < cases.size(); i++) {
            int exact = answers.get(i).strip().equals(cases.get(i).answer()) ? 1 : 0;
            rows.merge(
                    cases.get(i).row(),
                    new Row(exact, 1),
                    (a, b) -> new Row(a.exact() + b.exact(), a.of() + b.of()));
        }
        return new SpecimenTable(rows);
    }
}
