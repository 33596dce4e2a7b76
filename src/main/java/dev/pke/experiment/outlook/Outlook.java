package dev.pke.experiment.outlook;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.experiment.outlook.Point.Weight;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedEdit;
import dev.pke.experiment.plan.PlannedModel;
import dev.pke.fault.UserError;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.Court;
import dev.pke.judge.Judge;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.ModelSize;
import dev.pke.model.weights.Packing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Everything that can be known of a run before it: whether its files are there and fit together,
 * whether the edit is given what it is measured on, what is cut, what memory and time it takes.
 *
 * @param points in the order they were looked at
 */
public record Outlook(List<Point> points) {
    /** Of the steps that a prompt and its answer take together. */
    private static final int PREFILLED = 4;

    public Outlook {
        points = List.copyOf(points);
    }

    /** Whether the run would come to its end. */
    public boolean isGood() {
        return points.stream().noneMatch(each -> each.weight() == Weight.WRONG);
    }

    /**
     * Looks ahead.
     *
     * @param nanos a clock that only goes forward
     * @throws UserError in one line where the run could not begin
     */
    public static Outlook of(Plan plan, Packing packing, LongSupplier nanos) {
        String missing = plan.missing();
        if (!missing.isEmpty()) {
            throw new UserError(plan.name() + ": " + missing);
        }
        List<Point> points = new ArrayList<>();
        points.add(Point.fine("plan", what(plan)));
        PlannedData data = PlannedData.read(plan);
        int begun = begun(plan, data);
        points.add(data(plan, data, begun));
        EditTask task = data.task();
        if (task != null) {
            points.add(Leaks.of(task, data.prompts()));
        }
        PlannedModel planned = plan.model();
        List<String> judges = new ArrayList<>();
        for (ChosenJudge<?> each : plan.evaluation().judges()) {
            try (Judge judge = each.open(Court.of(planned.folder()))) {
                judges.add(judge.name());
            }
        }
        points.add(Point.fine("judges", String.join(", ", judges)));
        Estimates.of(plan).forEach(each -> points.add(Point.caution("asked", each.line())));
        if (planned.elsewhere().isPresent()) {
            return new Outlook(points);
        }
        Torch.threads(planned.threads());
        ModelOptions options = planned.options(packing);
        points.add(memory(plan, ModelSize.of(planned.folder(), options)));
        try (LanguageModel model = LanguageModel.open(planned.folder(), options)) {
            if (planned.date() != null) {
                model.setDate(planned.date());
            }
            model.notices().forEach(each -> points.add(Point.caution("model", each)));
            points.add(template(plan, model));
            points.add(context(plan, data, model));
            points.add(new Probe(plan, model, nanos).time(data, begun));
        }
        return new Outlook(points);
    }

    private static String what(Plan plan) {
        PlannedEdit edit = plan.edit();
        String how =
                edit == null
                        ? "edits nothing, only measures"
                        : "locator %s, editor %s"
                                .formatted(
                                        edit.locator().locator().name(),
                                        edit.editor().editor().name());
        return "%s: %s on %s, %s".formatted(plan.name(), plan.method(), plan.model().folder(), how);
    }

    private static Point data(Plan plan, PlannedData data, int begun) {
        EditTask task = data.task();
        PlannedEdit edit = plan.edit();
        String edited =
                task == null || edit == null
                        ? ""
                        : "%d instances edited%s, %d prompts held to; "
                                .formatted(
                                        task.instances().size(),
                                        grown(edit.instances().grown()),
                                        task.constraints().size());
        long attacks = count(data, PromptKind.ATTACK);
        if (attacks == 0) {
            return Point.wrong("data", plan.evaluation().test() + ": holds no attacks");
        }
        return Point.fine(
                "data",
                "%s%d prompts asked, %d attacks among them, and about %d with their answers begun"
                        .formatted(edited, data.prompts().size(), attacks, begun));
    }

    private static String grown(int more) {
        return more == 0 ? "" : " and " + more + " that the model grows from them";
    }

    private static int begun(Plan plan, PlannedData data) {
        int attacks = (int) count(data, PromptKind.ATTACK);
        int depths = plan.evaluation().prefill().depths().size();
        int benign = Math.ceilDiv(attacks, PREFILLED);
        int openings = depths + (plan.evaluation().prefill().affirmative().isEmpty() ? 0 : 1);
        return openings * (attacks + benign);
    }

    private static long count(PlannedData data, PromptKind kind) {
        return data.prompts().stream().filter(each -> each.kind() == kind).count();
    }

    /** The bytes that a run of the plan needs at most. */
    public static long needed(Plan plan, ModelSize size) {
        return plan.edit() == null ? size.toEvaluate() : Math.max(size.toEvaluate(), size.toEdit());
    }

    private static Point memory(Plan plan, ModelSize size) {
        long most = needed(plan, size);
        String told =
                "%,d parameters; %s to evaluate%s; %s free"
                        .formatted(
                                size.parameters(),
                                ModelSize.text(size.toEvaluate()),
                                plan.edit() == null
                                        ? ""
                                        : ", " + ModelSize.text(size.toEdit()) + " to edit",
                                ModelSize.text(size.available()));
        return size.fits(most)
                ? Point.fine("memory", told)
                : Point.wrong("memory", told + ": does not fit");
    }

    private static Point template(Plan plan, LanguageModel model) {
        boolean wanted =
                plan.evaluation().generation().template() == GenerationSettings.Template.ON;
        if (model.template().isEmpty()) {
            return wanted
                    ? Point.caution(
                            "template", "the model has none: prompts are asked as they stand")
                    : Point.fine("template", "none, and none is asked for");
        }
        if (!wanted) {
            return Point.caution(
                    "template", "the model has one, and the plan asks without it (template: off)");
        }
        return Point.fine("template", "the model's own");
    }

    private static Point context(Plan plan, PlannedData data, LanguageModel model) {
        GenerationSettings settings = plan.evaluation().generation();
        int context = model.config().context();
        int room = context - settings.maxTokens();
        int longest = 0;
        int cut = 0;
        for (Prompt each : data.prompts()) {
            int length = model.promptIds(each.text(), settings).length;
            longest = Math.max(longest, length);
            cut += length > room ? 1 : 0;
        }
        String told =
                "the longest prompt has %d tokens, an answer up to %d, the context %d"
                        .formatted(longest, settings.maxTokens(), context);
        if (room < 1) {
            return Point.wrong("context", told + ": no room for a prompt");
        }
        return cut == 0
                ? Point.fine("context", told)
                : Point.caution(
                        "context",
                        "%s: %d of %d prompts are cut from the left"
                                .formatted(told, cut, data.prompts().size()));
    }
}
