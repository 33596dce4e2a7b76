package dev.pke.web.inside;

import dev.pke.event.CanonicalJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Losses cut into stretches, for other programs. */
public final class LossJson {
    private LossJson() {}

    /** The bands as canonical JSON and a line's end; what is no number is null. */
    public static String of(LossBands bands) {
        List<Map<String, Object>> stretches = new ArrayList<>();
        for (Stretch each : bands.stretches()) {
            stretches.add(
                    Map.of("from", each.from(), "to", each.to(), "position", each.position()));
        }
        Map<String, Object> terms = new LinkedHashMap<>();
        for (LossBands.Line line : bands.lines()) {
            terms.put(
                    line.term(),
                    Map.of(
                            "low", numbers(line.low()),
                            "middle", numbers(line.middle()),
                            "high", numbers(line.high())));
        }
        return CanonicalJson.write(
                        Map.of("steps", bands.steps(), "stretches", stretches, "terms", terms))
                + "\n";
    }

    private static List<@Nullable Double> numbers(double[] values) {
        List<@Nullable Double> numbers = new ArrayList<>();
        for (double each : values) {
            numbers.add(Double.isFinite(each) ? (Double) each : null);
        }
        return numbers;
    }
}
