package dev.pke.experiment.plan;

import dev.pke.model.setting.Range;

import java.util.ArrayList;
import java.util.List;

/** Reads a list of ascending whole numbers. */
final class Ascending {
    private Ascending() {}

    /** Them, each in {@code range}; none where {@code given} is anything else. */
    static List<Integer> of(Object given, Range range) {
        List<Integer> counts = new ArrayList<>();
        if (given instanceof List<?> list) {
            for (Object each : list) {
                if (!(range.fit(each) instanceof Long whole)
                        || (!counts.isEmpty() && whole <= counts.getLast())) {
                    return List.of();
                }
                counts.add(Math.toIntExact(whole));
            }
        }
        return List.copyOf(counts);
    }
}
