package dev.pke.experiment.plan;

import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.ChatTemplate;
import dev.pke.model.setting.Range;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
 * @param systems what the system says in turn, where the chat template has such a role
 * @param source where records are taken from when nothing is edited
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
        Tuning tuning,
        List<String> systems,
        Source source) {
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
                    new Tuning(0, 0),
                    List.of(),
                    new Source(Optional.empty(), Optional.empty()));

    /** Whether the template is left out where the plan has it, or the other way round. */
    public enum Bare {
        ON,
        OFF
    }

    /** How a model is tuned further. */
    public record Tuning(double rate, int steps) {}

    /**
     * Files of a plan that edits nothing; one that edits takes what the edit leaves.
     *
     * @param data records in SafeEdit's form
     * @param pool ordinary prompts
     */
    public record Source(Optional<Path> data, Optional<Path> pool) {}

    public PlannedRobustness {
        systems = List.copyOf(systems);
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
                    "%s: robustness.%s asks for %d records, there are %d to take"
                            .formatted(file, key, largest(counts), left));
        }
    }

    /** Refuses what the system says where the model's chat template would not write it. */
    private void checkSystems(PlannedModel model) {
        if (systems.isEmpty()) {
            return;
        }
        Optional<ChatTemplate> template =
                ChatTemplate.read(model.folder())
                        .map(t -> model.date() == null ? t : t.on(model.date()));
        if (template.isEmpty() || !template.get().knowsSystem()) {
            throw new UserError(
                    "%s: robustness.systems: %s; put texts before prompts with prefixes instead"
                            .formatted(
                                    model.folder(),
                                    template.isEmpty()
                                            ? "the model has no chat template"
                                            : "its chat template has no system role"));
        }
    }

    /** Refuses what the system can't say, and files of its own where an edit leaves records. */
    void check(Plan plan) {
        checkSystems(plan.model());
        boolean named = source.data().isPresent() || source.pool().isPresent();
        if (named && plan.edit() != null) {
            throw new UserError(
                    "plan %s: robustness takes what the edit leaves: leave out robustness.data and"
                                    .formatted(plan.name())
                            + " robustness.pool, which are for plans without an edit");
        }
    }

    /** Where a plan that edits nothing takes records from. */
    Path data(String plan) {
        return source.data().orElseThrow(() -> unnamed(plan, "data"));
    }

    /** Where it takes ordinary prompts from. */
    Path pool(String plan) {
        return source.pool().orElseThrow(() -> unnamed(plan, "pool"));
    }

    private static UserError unnamed(String plan, String key) {
        return new UserError(
                "plan %s: robustness.%s: shots and relearning take records from a file of"
                                .formatted(plan, key)
                        + " their own where nothing is edited: name it");
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
        List<String> systems = section.has("systems") ? section.texts("systems") : List.of();
        Source source = new Source(file(section, "data"), file(section, "pool"));
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
                tuning,
                systems.equals(List.of(NONE)) ? List.of() : systems,
                source);
    }

    private static Optional<Path> file(Section section, String key) {
        return section.has(key) ? Optional.of(section.path(key)) : Optional.empty();
    }
}
