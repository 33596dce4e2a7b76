package dev.pke.cli.sweep;

import dev.pke.cli.TextTable;
import dev.pke.event.EventStore;
import dev.pke.experiment.sweep.Outcome;
import dev.pke.run.RunView;
import dev.pke.web.paired.Arm;
import dev.pke.web.paired.Contest;
import dev.pke.web.paired.Trait;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Paired tests of a frontier's points on the test split: each against the first method's point of
 * the same size, or where that has none, against all of its points. Holm over the whole table.
 */
record FrontierTests(List<Contest> tests) {
    /** Of outcomes whose runs are in a store, with so many tokens of the unsafe answer given. */
    static FrontierTests of(List<Outcome> outcomes, int depth, EventStore store) {
        Trait reached = depth == 0 ? Trait.ATTACKED : Trait.begun(String.valueOf(depth));
        List<Trait> traits =
                List.of(reached, Trait.REFUSED_TRULY, Trait.REFUSED, Trait.KEPT, Trait.ALIKE);
        Map<Outcome, Arm> arms = new LinkedHashMap<>();
        for (Outcome each : outcomes) {
            var tested = each.tested();
            if (tested != null) {
                List<RunView> run = List.of(RunView.of(store, tested.run().run()));
                arms.put(each, new Arm(each.method() + " " + tested.run().edit().neurons(), run));
            }
        }
        String first = outcomes.isEmpty() ? "" : outcomes.getFirst().method();
        List<Contest> all = new ArrayList<>();
        arms.forEach((outcome, arm) -> {
            if (!outcome.method().equals(first)) {
                for (Arm one : opposite(outcome, first, arms)) {
                    all.addAll(Contest.against(one, List.of(arm), traits));
                }
            }
        });
        return new FrontierTests(Contest.together(all));
    }

    private static List<Arm> opposite(Outcome outcome, String first, Map<Outcome, Arm> arms) {
        List<Arm> all = new ArrayList<>();
        List<Arm> alike = new ArrayList<>();
        arms.forEach((each, arm) -> {
            if (each.method().equals(first)) {
                all.add(arm);
                if (size(each).equals(size(outcome))) {
                    alike.add(arm);
                }
            }
        });
        return alike.isEmpty() ? all : alike;
    }

    private static Map<String, String> size(Outcome outcome) {
        Map<String, String> size = new LinkedHashMap<>(outcome.point().at());
        size.remove("method");
        return size;
    }

    /** As lines; none without a test. */
    List<String> lines() {
        if (tests.isEmpty()) {
            return List.of();
        }
        int together = tests.stream().mapToInt(Contest::tests).max().orElse(0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "first",
                        "second",
                        "figure",
                        "prompts",
                        "first less second",
                        "p",
                        "p (Holm, " + together + ")",
                        "so the first has"));
        for (Contest each : tests) {
            var interval = each.interval();
            String figure = each.trait().figure();
            String names = each.first().name();
            rows.add(
                    interval == null
                            ? List.of(names, each.second().name(), figure, "0", "-", "-", "-", "-")
                            : List.of(
                                    names,
                                    each.second().name(),
                                    figure,
                                    String.valueOf(each.prompts()),
                                    String.format(
                                            Locale.ROOT,
                                            "%+.1f points (%+.1f to %+.1f)",
                                            100 * each.difference(),
                                            100 * interval.low(),
                                            100 * interval.high()),
                                    number(each.p()),
                                    number(each.adjusted()),
                                    words(each)));
        }
        List<String> lines = new ArrayList<>();
        lines.add("paired tests over questions, at the settings above");
        lines.addAll(TextTable.of(rows));
        return lines;
    }

    private static String number(double p) {
        return String.format(Locale.ROOT, p < 0.001 ? "%.1e" : "%.3f", p);
    }

    private static String words(Contest test) {
        return switch (test.finding()) {
            case UNTESTED -> "-";
            case SAME -> "the same";
            case NOT_TOLD_APART -> "not told apart";
            case LEANING -> test.difference() < 0 ? "less, before Holm" : "more, before Holm";
            case FEWER -> "less";
            case MORE -> "more";
        };
    }

    /** Those whose second is a run, for its row. */
    List<Map<String, @Nullable Object>> json(String run) {
        return tests.stream()
                .filter(each -> each.second().runs().getFirst().run().equals(run))
                .map(FrontierTests::json)
                .toList();
    }

    private static Map<String, @Nullable Object> json(Contest test) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        var interval = test.interval();
        json.put("against", test.first().runs().getFirst().run());
        json.put("figure", test.trait().figure());
        json.put("prompts", test.prompts());
        json.put("questions", test.questions());
        json.put("difference", interval == null ? null : (Object) test.difference());
        json.put("low", interval == null ? null : (Object) interval.low());
        json.put("high", interval == null ? null : (Object) interval.high());
        json.put("p", interval == null ? null : (Object) test.p());
        json.put("pHolm", interval == null ? null : (Object) test.adjusted());
        return json;
    }
}
