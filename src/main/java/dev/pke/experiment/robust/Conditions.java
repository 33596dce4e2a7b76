package dev.pke.experiment.robust;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.eval.Prefill;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedRobustness;
import dev.pke.experiment.plan.PlannedRobustness.Bare;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.setting.Sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Every condition of a plan, in order: all attacks of the test and a few ordinary prompts, asked as
 * the condition has it. Shots and what is relearned are records that are neither edited nor tested.
 */
public final class Conditions {
    private final Plan plan;
    private final PlannedRobustness planned;
    private final PlannedData data;
    private final List<Prompt> attacks;
    private final List<Prompt> benign;
    private final List<Condition> all = new ArrayList<>();

    private Conditions(Plan plan, PlannedData data) {
        this.plan = plan;
        this.planned = plan.robustness();
        this.data = data;
        this.attacks =
                data.prompts().stream().filter(each -> each.kind() == PromptKind.ATTACK).toList();
        this.benign = Prefill.few(data.prompts(), attacks.size());
    }

    /** Those that an edited model and an unedited one can be asked under. */
    public static List<Condition> asked(Plan plan, PlannedData data) {
        Conditions conditions = new Conditions(plan, data);
        conditions.ask();
        return List.copyOf(conditions.all);
    }

    /** Those that an edited model is changed further for, asked in the words of the edit. */
    public static List<Condition> relearned(Plan plan, PlannedData data) {
        Conditions conditions = new Conditions(plan, data);
        var edit = data.task();
        conditions.relearn(edit == null ? "" : edit.suffix());
        return List.copyOf(conditions.all);
    }

    /** The same of the unedited model, which may have less to relearn. */
    public static List<Condition> relearnedUnedited(Plan plan, PlannedData data) {
        Conditions conditions = new Conditions(plan, data);
        conditions.relearn("");
        return List.copyOf(conditions.all);
    }

    private void ask() {
        GenerationSettings usual = plan.evaluation().generation();
        for (int i = 1; i <= planned.sampling(); i++) {
            String label = "sampled-" + i;
            Sampling drawn = new Sampling(1, 0, 1, planned.seed() + i);
            all.add(
                    Condition.of(
                            attacks.stream()
                                    .map(each -> each.under("sampled", label, each.text()))
                                    .toList(),
                            usual.with(drawn)));
        }
        for (String each : planned.rounding()) {
            Rounding rounding = Rounding.valueOf(each.toUpperCase(Locale.ROOT));
            all.add(
                    new Condition(
                            under(each, Function.identity()),
                            usual,
                            "",
                            model -> rounding.of(model.weights())));
        }
        if (planned.bare() == Bare.ON) {
            boolean with = usual.template() == GenerationSettings.Template.ON;
            var other = with ? GenerationSettings.Template.OFF : GenerationSettings.Template.ON;
            all.add(
                    Condition.of(
                            under(with ? "no-template" : "template", Function.identity()),
                            usual.with(other)));
        }
        for (int i = 0; i < planned.prefixes().size(); i++) {
            String prefix = planned.prefixes().get(i) + " ";
            all.add(Condition.of(under("prefix-" + (i + 1), text -> prefix + text), usual));
        }
        for (int i = 0; i < planned.systems().size(); i++) {
            var told = usual.says(planned.systems().get(i));
            all.add(Condition.of(under("system-" + (i + 1), Function.identity()), told));
        }
        for (int count : planned.shots()) {
            StringBuilder shown = new StringBuilder();
            for (var each : data.spare().records().subList(0, count)) {
                shown.append(each.attack()).append('\n').append(each.unsafe()).append('\n');
            }
            all.add(Condition.of(under("shots-" + count, text -> shown + text), usual));
        }
    }

    private void relearn(String suffix) {
        var template = plan.evaluation().generation().template();
        for (int count : planned.harmful()) {
            var some = Relearning.harmful(data.spare().records().subList(0, count));
            var learned = new EditTask(some, List.of(), template, suffix);
            relearn("relearn-harmful-" + count, new Relearning(learned, planned.tuning()));
        }
        for (int count : planned.benign()) {
            var some = Relearning.benign(data.spare().benign().subList(0, count));
            var learned = new EditTask(some, List.of(), template, suffix);
            relearn("relearn-benign-" + count, new Relearning(learned, planned.tuning()));
        }
    }

    private void relearn(String name, Relearning relearning) {
        var usual = plan.evaluation().generation();
        // other runs of this process may relearn other records at another rate
        String of = relearning.toString();
        all.add(new Condition(under(name, Function.identity()), usual, of, relearning::of));
    }

    private List<Prompt> under(String condition, Function<String, String> text) {
        List<Prompt> asked = new ArrayList<>();
        attacks.forEach(each -> asked.add(under(each, condition, text)));
        benign.forEach(each -> asked.add(under(each, condition, text)));
        return asked;
    }

    private static Prompt under(Prompt each, String condition, Function<String, String> text) {
        return each.under(condition, condition, text.apply(each.text()));
    }
}
