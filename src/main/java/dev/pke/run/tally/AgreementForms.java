package dev.pke.run.tally;

import dev.pke.run.RunView;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a run's judges agree, in words and as JSON. */
public final class AgreementForms {
    private AgreementForms() {}

    /** "oracle and phrases: alike on 8 of 9 answers, Cohen's kappa 0.727". */
    public static String said(Agreement one) {
        double kappa = one.kappa().value();
        return "%s and %s: alike on %d of %d answers, %s"
                .formatted(
                        one.first(),
                        one.second(),
                        one.kappa().agreed(),
                        one.kappa().of(),
                        Double.isNaN(kappa)
                                ? "no kappa: both said one word throughout"
                                : String.format(Locale.ROOT, "Cohen's kappa %.3f", kappa));
    }

    /** A sentence for every two judges. */
    public static List<String> said(RunView run) {
        return Agreement.of(run).stream().map(AgreementForms::said).toList();
    }

    /** An object for every two judges; its kappa is null where there is none. */
    public static List<Map<String, @Nullable Object>> json(RunView run) {
        return Agreement.of(run).stream().map(AgreementForms::json).toList();
    }

    private static Map<String, @Nullable Object> json(Agreement one) {
        double kappa = one.kappa().value();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("first", one.first());
        json.put("second", one.second());
        json.put("agreed", one.kappa().agreed());
        json.put("of", one.kappa().of());
        json.put("kappa", Double.isNaN(kappa) ? null : (Object) kappa);
        return json;
    }
}
