package dev.pke.cli.record;

import dev.pke.run.RunView;
import dev.pke.run.tally.OverQuestions;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The intervals of a run's rates over questions as JSON, by phase and figure: where each lies, over
 * how many questions, and how it was worked out.
 */
public final class QuestionJson {
    private QuestionJson() {}

    /** Those of the figures that are wanted. */
    public static Map<String, Object> of(RunView run, Predicate<String> wanted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("before", of(OverQuestions.before(run, wanted)));
        json.put("after", of(OverQuestions.after(run, wanted)));
        return json;
    }

    private static Map<String, Object> of(Map<String, OverQuestions> intervals) {
        Map<String, Object> json = new LinkedHashMap<>();
        intervals.forEach((name, each) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("low", each.low());
            one.put("high", each.high());
            one.put("questions", each.questions());
            one.put("way", each.way().name().toLowerCase(Locale.ROOT));
            if (each.way() == OverQuestions.Way.BOOTSTRAP) {
                one.put("draws", OverQuestions.DRAWS);
                one.put("seed", Long.toString(OverQuestions.SEED));
            }
            json.put(name, one);
        });
        return json;
    }
}
