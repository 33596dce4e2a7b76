package dev.pke.experiment;

import dev.pke.data.Prompt;
import dev.pke.eval.Figures;
import dev.pke.eval.Prefill;
import dev.pke.eval.WinRate;
import dev.pke.experiment.plan.PlannedEvaluation;
import dev.pke.experiment.robust.Condition;
import dev.pke.experiment.robust.Conditions;
import dev.pke.fault.UserError;
import dev.pke.measure.MetricName;
import dev.pke.model.GenerationSettings.Template;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks every prompt and has every answer judged. After the edit the delta is applied for as long as
 * the stage lasts, and its bits are checked on the way in and out.
 */
final class EvaluateStage implements StageWork {
    private final RunContext context;
    private final Phase phase;
    private @Nullable Condition under;
    private final Map<String, Metric> locality = new LinkedHashMap<>();
    private int cut;

    EvaluateStage(RunContext context, Phase phase) {
        this.context = context;
        this.phase = phase;
    }

    @Override
    public Stage stage() {
        return phase.stage();
    }

    @Override
    public void work(RunLog log) {
        switch (phase) {
            case BEFORE -> evaluate(log);
            case AFTER -> {
                locality.putAll(new Locality(context, stage()).drift());
                context.delta().apply(context.model().weights());
                try {
                    evaluate(log);
                } finally {
                    context.delta().revert(context.model().weights());
                }
            }
        }
    }

    @Override
    public void recall(RunEvent event) {
        if (event instanceof RunEvent.RemoteAnswered told) {
            context.remember(told);
        }
        if (event instanceof RunEvent.PromptAnswered gone && !gone.texts().isEmpty()) {
            throw new UserError("what its answers said was erased or put away: it can't go on");
        }
        if (event instanceof RunEvent.PromptAnswered said && phase == Phase.BEFORE) {
            context.before.put(said.promptId(), said.answer());
        }
    }

    private void evaluate(RunLog log) {
        try (Jury jury = new Jury(context, phase)) {
            evaluate(log, jury);
        }
    }

    private void evaluate(RunLog log, Jury jury) {
        cut = 0;
        long from = context.nanos.getAsLong();
        long tokens = 0;
        for (List<Prompt> own : RunContext.together(context.asked())) {
            tokens += ask(log, own, jury);
        }
        tokens += ask(log, begun(context.data.prompts()), jury);
        tokens += tryFurther(log, jury);
        if (phase == Phase.AFTER) {
            locality.putAll(preferred(log, jury));
        }
        locality.putAll(new Locality(context, stage()).perplexity());
        double seconds = (context.nanos.getAsLong() - from) / 1e9;
        Map<String, Double> measured =
                Map.of("seconds", seconds, "tokensPerSecond", tokens / Math.max(seconds, 1e-9));
        jury.finished(further(jury.first().size()), measured).forEach(log::record);
    }

    /** How often the answers are preferred to those before; nothing where nobody compares them. */
    private Map<String, Metric> preferred(RunLog log, Jury jury) {
        var planned = context.plan.evaluation().preference();
        if (planned.isEmpty()) {
            return Map.of();
        }
        try (var judge = planned.get().open(context.court())) {
            var found = Jury.metrics(WinRate.of(judge, jury.first(), context.before));
            log.record(jury.requested());
            return found;
        }
    }

    /** Asks under every condition that the plan tries the edit by; the tokens answered. */
    private long tryFurther(RunLog log, Jury jury) {
        List<Condition> conditions = new ArrayList<>(Conditions.asked(context.plan, context.data));
        if (phase == Phase.AFTER) {
            conditions.addAll(Conditions.relearned(context.plan, context.data));
        } else if (context.plan.evaluation().scope().figures().holds(Figures.THIRD)) { // not of old
            conditions.addAll(Conditions.relearnedUnedited(context.plan, context.data));
        }
        long[] tokens = {0};
        for (Condition each : conditions) {
            context.pause();
            under = each;
            each.within(context.model(), () -> tokens[0] += ask(log, each.prompts(), jury));
        }
        under = null;
        return tokens[0];
    }

    /** The prompts with begun answers, which follow those that the model answers by itself. */
    private List<Prompt> begun(List<Prompt> own) {
        PlannedEvaluation planned = context.plan.evaluation();
        if (planned.prefill().equals(Prefill.NONE)) {
            return List.of();
        }
        List<Prompt> begun =
                planned.prefill()
                        .prompts(
                                context.model(),
                                planned.generation(),
                                context.data.tested(),
                                own,
                                context.before);
        // an old record has no ordinary answers begun with the affirmative, nor has a replay
        boolean twins = planned.scope().figures().holds(Figures.THIRD);
        return twins ? begun : begun.stream().filter(each -> !Prefill.isTwin(each)).toList();
    }

    /** Asks them in chunks that are recorded together; the number of tokens answered. */
    private long ask(RunLog log, List<Prompt> prompts, Jury jury) {
        long tokens = 0;
        int asked = 0;
        for (List<Prompt> some : jury.chunks(prompts)) {
            context.pause();
            List<Answering.Given> answers =
                    answering().answer(some.stream().map(jury::asked).toList());
            log.record(jury.judge(some, answers));
            tokens += answers.stream().mapToInt(Answering.Given::tokens).sum();
            cut += (int) answers.stream().filter(answer -> answer.cut() > 0).count();
            asked += some.size();
            context.listener.progress(stage(), "prompts", asked, prompts.size());
        }
        return tokens;
    }

    private Answering answering() {
        var elsewhere = context.plan.model().elsewhere();
        return elsewhere.isPresent()
                ? new RemoteAnswers(context, elsewhere.get())
                : new OwnAnswers(context, phase, under);
    }

    /** What is measured beside the verdicts, so many prompts having been asked. */
    private Map<String, Metric> further(int all) {
        Map<String, Metric> further = new LinkedHashMap<>(locality);
        if (cut > 0) {
            double share = (double) cut / all;
            further.put(
                    MetricName.PROMPTS_CUT, new Metric(share, cut, all, Double.NaN, Double.NaN));
        }
        boolean wanted = context.plan.evaluation().generation().template() == Template.ON;
        if (wanted
                && context.plan.model().elsewhere().isEmpty()
                && context.model().template().isEmpty()) {
            further.put(MetricName.PROMPTS_BARE, new Metric(1, all, all, Double.NaN, Double.NaN));
        }
        return further;
    }
}
