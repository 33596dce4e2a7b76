package dev.pke.experiment.sweep;

import dev.pke.experiment.plan.WrittenPlan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A method as a curve: each method at each size, tuned by one rule on the tune split, then run once
 * on the test split. The test takes no part in any choice.
 *
 * @param rule the choice
 * @param points methods at sizes, in order, each with every setting that is tried
 */
public record Frontier(Gentlest rule, List<Point> points) {
    private static final String SPLIT = "evaluation.split";
    private static final String PREFILL = "evaluation.prefill";
    private static final String AFFIRMATIVE = "evaluation.affirmative";
    private static final String ROBUSTNESS = "robustness";

    /**
     * One method at one size.
     *
     * @param at which
     * @param plan its plan on the test split, none of its settings chosen
     * @param tries a cell a setting, on the tune split
     */
    public record Point(Map<String, String> at, WrittenPlan plan, List<Cell> tries) {}

    /**
     * Every point with its tries.
     *
     * @param sizes keys that make another point of a method
     * @param settings keys that are chosen
     */
    public static Frontier of(
            Gentlest rule, List<Arm> arms, List<Axis> sizes, List<Axis> settings) {
        List<Axis> axes = new ArrayList<>(sizes);
        axes.addAll(settings);
        Set<String> chosen = Set.copyOf(settings.stream().map(Axis::key).toList());
        List<Arm> tuned =
                arms.stream().map(arm -> new Arm(arm.label(), tuning(arm.draft(), rule))).toList();
        Map<Map<String, String>, List<Cell>> groups = new LinkedHashMap<>();
        for (Cell cell : Grid.of(tuned, axes)) {
            Map<String, String> at = new LinkedHashMap<>(cell.at());
            at.keySet().removeAll(chosen);
            groups.computeIfAbsent(at, _ -> new ArrayList<>()).add(cell);
        }
        List<Point> points = new ArrayList<>();
        groups.forEach((at, tries) ->
                points.add(new Point(at, arms.getFirst().draft(), List.copyOf(tries))));
        return new Frontier(rule, List.copyOf(points));
    }

    /** All tries of all points. */
    public List<Cell> tries() {
        return points.stream().flatMap(point -> point.tries().stream()).toList();
    }

    /** A setting of a point on the test split; the record says how it was chosen. */
    public Cell test(Point point, Tried chosen) {
        int tried = point.tries().size();
        String how = rule.reaches(chosen) ? rule.words(tried) : rule.wordsOfLowest(tried);
        WrittenPlan plan = restored(chosen.cell().written(), point.plan()).with("selection", how);
        String name = plan.at("name") + " " + Cell.words(chosen.cell().at());
        WrittenPlan named = plan.with("name", name).called(plan.file() + " with " + name);
        return new Cell(chosen.cell().index(), chosen.cell().at(), named, named.plan());
    }

    private static WrittenPlan tuning(WrittenPlan plan, Gentlest rule) {
        Object depths = rule.depth() == 0 ? "none" : List.of(rule.depth());
        return plan.with(SPLIT, "tune")
                .with(PREFILL, depths)
                .with(AFFIRMATIVE, "none")
                .without(ROBUSTNESS);
    }

    private static WrittenPlan restored(WrittenPlan tried, WrittenPlan plan) {
        WrittenPlan restored = tried;
        for (String path : List.of(SPLIT, PREFILL, AFFIRMATIVE, ROBUSTNESS)) {
            Object own = plan.at(path);
            restored = own == null ? restored.without(path) : restored.with(path, own);
        }
        return restored;
    }
}
