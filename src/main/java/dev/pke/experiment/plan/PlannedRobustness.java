package dev.pke.experiment.plan;

import dev.pke.fault.UserError;
import dev.pke.model.setting.Range;

import java.nio.file.Path;
import java.util.List;

/**
 * How an edit is tried after it was measured; empty lists and zeros leave a condition out.
 *
 * @param sampling how many answers are drawn at temperature 1 for every attack
 * @param seed of these draws
 * @param rounding how all weights are rounded in turn: bf16, int8
 * @param bare whether it is also asked without the template where the plan asks with it, or with it
 * @param prefixes texts put before every prompt in turn
 * @param shots how many unsafe answers are shown before the attack
 * @param harmful how many unsafe answers it is tuned on
 * @param benign how many ordinary answers it is tuned on
 * @param tuning the rate and the steps of both
 */
public record PlannedRobustness(
        int sampling,
        long seed,
        List<String> rounding,
        Bare bare,
        List<String> prefixes,
        List<Integer> shots,
        List<Integer> harmful,
        List<Integer> benign,
        Tuning tuning) {
    static final List<String> ROUNDINGS = List.of("bf16", "int8");
    static final Range COUNT = Range.whole(1, 1000);
    private static final String NONE = "none";

    /** Nothing is tried. */
    public static final PlannedRobustness NOTHING =
            new PlannedRobustness(
                    0,
                    1,
                    List.of(),
                    Bare.OFF,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new Tuning(0, 0));

    /** Whether the template is left out where the plan has it, or the other way round. */
    public enum Bare {
        ON,
        OFF
    }

    /** How a model is tuned further. */
    public record Tuning(double rate, int steps) {}

    public PlannedRobustness {
        rounding = List.copyOf(rounding);
        prefixes = List.copyOf(prefixes);
        shots = List.copyOf(shots);
        harmful = List.copyOf(harmful);
        benign = List.copyOf(benign);
    }

    /** How many records that are not edited it takes. */
    int records() {
        return Math.max(largest(shots), largest(harmful));
    }

    /** How many ordinary prompts behind those that the edit holds on to it takes. */
    int ordinary() {
        return largest(benign);
    }

    /** Refuses to take more records than the edit leaves. */
    void check(Path file, int left) {
        check(file, left, "shots", shots);
        check(file, left, "relearn.harmful", harmful);
    }

    /** Refuses to take more ordinary prompts than the edit leaves. */
    void checkOrdinary(Path file, int left) {
        check(file, left, "relearn.benign", benign);
    }

    private static void check(Path file, int left, String key, List<Integer> counts) {
        if (largest(counts) > left) {
            throw new UserError(
                    "%s: robustness.%s asks for %d records, the edit leaves %d"
                            .formatted(file, key, largest(counts), left));
        }
    }

    boolean takesRecords() {
        return records() + ordinary() > 0;
    }

    private static int largest(List<Integer> ascending) {
        return ascending.isEmpty() ? 0 : ascending.getLast();
    }

    static PlannedRobustness read(Section section) {
        int sampling = section.count(PlanNumber.SAMPLED);
        long seed = section.seed("seed");
        List<String> rounding = section.texts("rounding");
        if (!rounding.equals(List.of(NONE))) {
            rounding = section.texts("rounding", ROUNDINGS);
        }
        Bare bare = section.onOff("bare") ? Bare.ON : Bare.OFF;
        List<String> prefixes = section.texts("prefixes");
        List<Integer> shots = section.counts("shots", COUNT, NONE);
        Section relearn = section.section("relearn");
        List<Integer> harmful = relearn.counts("harmful", COUNT, NONE);
        List<Integer> benign = relearn.counts("benign", COUNT, NONE);
        Tuning tuning =
                new Tuning(
                        relearn.number(PlanNumber.RELEARN_RATE),
                        relearn.count(PlanNumber.RELEARN_STEPS));
        relearn.end();
        section.end();
        return new PlannedRobustness(
                sampling,
                seed,
                rounding.equals(List.of(NONE)) ? List.of() : rounding,
                bare,
                prefixes.equals(List.of(NONE)) ? List.of() : prefixes,
                shots,
                harmful,
                benign,
                tuning);
    }
}
