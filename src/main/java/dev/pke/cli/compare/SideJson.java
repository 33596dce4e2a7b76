package dev.pke.cli.compare;

import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.web.page.ComparePage;
import dev.pke.web.page.Contests;
import dev.pke.web.page.RunRow;
import dev.pke.web.paired.Contest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words and figures of a comparison as a JSON object. */
record SideJson(Side side) {
    /** The whole of it. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("finding", side.page().finding());
        json.put("under", side.page().under());
        json.put("cautions", side.page().cautions());
        List<Object> models = new ArrayList<>();
        for (ComparePage each : side.page().models()) {
            Map<String, @Nullable Object> model = new LinkedHashMap<>();
            model.put("model", each.model());
            model.put("finding", each.finding());
            model.put("runs", each.rows().stream().map(this::json).toList());
            Contests tests = each.tests();
            model.put(
                    "tests",
                    tests == null
                            ? List.of()
                            : tests.lines().stream().map(line -> json(line.test())).toList());
            models.add(model);
        }
        json.put("models", models);
        return json;
    }

    private Map<String, @Nullable Object> json(RunRow row) {
        RunSummary run = side.run(row);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", run.run());
        json.put("name", row.name());
        json.put("plan", run.planName());
        json.put("method", run.method());
        json.put("model", run.model());
        json.put("seeds", run.seeds());
        json.put("status", run.status().wire());
        json.put("parametersMoved", run.edit().parametersMoved());
        json.put("seconds", run.timing().seconds());
        json.put("broken", row.shown().isVoid());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String name : Side.FIGURES) {
            Metric found = side.figures(row).get(name);
            if (found != null) {
                figures.put(name, json(found));
            }
        }
        json.put("figures", figures);
        json.put("overQuestions", side.overQuestions(row));
        return json;
    }

    private static Map<String, @Nullable Object> json(Metric metric) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("value", metric.value());
        json.put("count", metric.count());
        json.put("of", metric.of());
        json.put("low", Side.finite(metric.low()));
        json.put("high", Side.finite(metric.high()));
        return json;
    }

    private static Map<String, @Nullable Object> json(Contest test) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("first", test.first().name());
        json.put("second", test.second().name());
        json.put("trait", test.trait().figure());
        json.put("prompts", test.prompts());
        json.put("questions", test.questions());
        json.put("succeedFirst", test.countFirst());
        json.put("succeedSecond", test.countSecond());
        json.put("discordant", test.discordant());
        var interval = test.interval();
        json.put("difference", interval == null ? null : (Object) test.difference());
        json.put("low", interval == null ? null : (Object) interval.low());
        json.put("high", interval == null ? null : (Object) interval.high());
        json.put("p", interval == null ? null : Side.finite(test.p()));
        json.put("pHolm", interval == null ? null : Side.finite(test.adjusted()));
        json.put("notWorse", interval == null ? null : (Object) test.isNotWorse());
        json.put("secondNotWorse", interval == null ? null : (Object) test.turned().isNotWorse());
        json.put("margin", test.margin());
        json.put("fewQuestions", test.hasFewQuestions());
        json.put("tests", test.tests());
        json.put("finding", test.finding().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return json;
    }
}
