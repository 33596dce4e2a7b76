package dev.pke.experiment;

import dev.pke.data.Clusters;
import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.eval.Evaluation;
import dev.pke.eval.Figures;
import dev.pke.eval.Prefill;
import dev.pke.eval.WinRate;
import dev.pke.experiment.plan.PlannedEvaluation;
import dev.pke.experiment.robust.Condition;
import dev.pke.experiment.robust.Conditions;
import dev.pke.fault.UserError;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.Judge;
import dev.pke.judge.Judged;
import dev.pke.judge.Unjudged;
import dev.pke.judge.remote.Asked;
import dev.pke.measure.MetricName;
import dev.pke.measure.Rate;
import dev.pke.model.GenerationSettings.Template;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks every prompt and has every answer judged. After the edit the delta is applied for as long as
 * the stage lasts, and its bits are checked on the way in and out.
 */
final class EvaluateStage implements StageWork {
    /** Batches of answers recorded together. */
    private static final int BATCHES = 4;

    private final RunContext context;
    private final Phase phase;
    private @Nullable Condition under;
    private final Clusters clusters;
    private final Set<String> requests = new HashSet<>();
    private final Map<String, Metric> locality = new LinkedHashMap<>();
    private int cut;

    EvaluateStage(RunContext context, Phase phase) {
        this.context = context;
        this.phase = phase;
        // an old record doesn't say them, and a replay says the same
        boolean told = context.plan.evaluation().scope().figures().holds(Figures.SECOND);
        this.clusters = new Clusters(told ? context.data.tested() : List.of());
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
            context.exchange.remember(
                    new Asked(told.endpoint(), told.model(), told.request(), told.reply()));
        }
        if (event instanceof RunEvent.PromptAnswered gone && !gone.texts().isEmpty()) {
            throw new UserError("what its answers said was erased or put away: it can't go on");
        }
        if (event instanceof RunEvent.PromptAnswered said && phase == Phase.BEFORE) {
            context.before.put(said.promptId(), said.answer());
        }
    }

    private void evaluate(RunLog log) {
        Map<Judge, List<Judged>> judged = new LinkedHashMap<>();
        try {
            for (ChosenJudge<?> each : context.plan.evaluation().judges()) {
                judged.put(each.open(context.court()), new ArrayList<>());
            }
            evaluate(log, judged);
        } finally {
            judged.keySet().forEach(Judge::close);
        }
    }

    private void evaluate(RunLog log, Map<Judge, List<Judged>> judged) {
        cut = 0;
        requests.clear();
        long from = context.nanos.getAsLong();
        List<Prompt> own = context.data.prompts();
        // the edited prompts apart: the rest is the same in every run of a grid, and asked once
        long tokens = ask(log, only(own, each -> each.kind() == PromptKind.EDITED), judged);
        tokens += ask(log, only(own, each -> each.kind() != PromptKind.EDITED), judged);
        tokens += ask(log, begun(own), judged);
        tokens += tryFurther(log, judged);
        if (phase == Phase.AFTER) {
            locality.putAll(preferred(log, judged.values().iterator().next()));
        }
        locality.putAll(new Locality(context, stage()).perplexity());
        double seconds = (context.nanos.getAsLong() - from) / 1e9;
        Map<String, Double> measured =
                Map.of("seconds", seconds, "tokensPerSecond", tokens / Math.max(seconds, 1e-9));
        judged.forEach((judge, all) -> log.record(finished(judge, all, measured)));
    }

    /** How often the answers are preferred to those before; nothing where nobody compares them. */
    private Map<String, Metric> preferred(RunLog log, List<Judged> after) {
        var planned = context.plan.evaluation().preference();
        if (planned.isEmpty()) {
            return Map.of();
        }
        try (var judge = planned.get().open(context.court())) {
            Map<String, Metric> found = metrics(WinRate.of(judge, after, context.before));
            log.record(requested());
            return found;
        }
    }

    /** Asks under every condition that the plan tries the edit by; the tokens answered. */
    private long tryFurther(RunLog log, Map<Judge, List<Judged>> judged) {
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
            each.within(context.model(), () -> tokens[0] += ask(log, each.prompts(), judged));
        }
        under = null;
        return tokens[0];
    }

    private static List<Prompt> only(List<Prompt> all, Predicate<Prompt> wanted) {
        return all.stream().filter(wanted).toList();
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
        return twins ? begun : only(begun, each -> !Prefill.isTwin(each));
    }

    /** Asks them in chunks that are recorded together; the number of tokens answered. */
    private long ask(RunLog log, List<Prompt> prompts, Map<Judge, List<Judged>> judged) {
        int chunk = BATCHES * context.plan.evaluation().generation().batch();
        long tokens = 0;
        for (int at = 0; at < prompts.size(); at += chunk) {
            context.pause();
            List<Prompt> some = prompts.subList(at, Math.min(prompts.size(), at + chunk));
            List<RunEvent.PromptAnswered> answered = ask(some, judged);
            List<RunEvent> events = new ArrayList<>(requested());
            events.addAll(answered);
            log.record(events);
            tokens += answered.stream().mapToInt(RunEvent.PromptAnswered::tokens).sum();
            context.listener.progress(stage(), "prompts", at + some.size(), prompts.size());
        }
        return tokens;
    }

    /** What was asked elsewhere since, each request once a stage. */
    private List<RunEvent.RemoteAnswered> requested() {
        return context.exchange.take().stream()
                .filter(each -> requests.add(each.request()))
                .map(each ->
                        new RunEvent.RemoteAnswered(
                                stage(),
                                phase,
                                each.endpoint(),
                                each.model(),
                                each.request(),
                                each.reply()))
                .toList();
    }

    private List<RunEvent.PromptAnswered> ask(
            List<Prompt> prompts, Map<Judge, List<Judged>> judged) {
        List<Answering.Given> answers =
                answering().answer(prompts.stream().map(this::asked).toList());
        cut += (int) answers.stream().filter(answer -> answer.cut() > 0).count();
        List<Unjudged> told = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            told.add(new Unjudged(prompts.get(i), answers.get(i).text()));
        }
        Map<Judge, List<Judged>> batch = new LinkedHashMap<>();
        judged.forEach((judge, all) -> {
            List<Judged> some = Judged.by(judge, told);
            batch.put(judge, some);
            all.addAll(some);
        });
        List<RunEvent.PromptAnswered> events = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            int at = i;
            Map<String, String> verdicts = new LinkedHashMap<>();
            batch.forEach(
                    (judge, all) -> verdicts.put(judge.name(), all.get(at).verdict().wireName()));
            events.add(event(prompts.get(i), answers.get(i), verdicts));
        }
        return events;
    }

    private Answering answering() {
        var elsewhere = context.plan.model().elsewhere();
        return elsewhere.isPresent()
                ? new RemoteAnswers(context, elsewhere.get())
                : new OwnAnswers(context, phase, under);
    }

    private RunEvent.PromptAnswered event(
            Prompt prompt, Answering.Given answer, Map<String, String> verdicts) {
        if (phase == Phase.BEFORE) {
            context.before.put(prompt.id(), answer.text());
        }
        return new RunEvent.PromptAnswered(
                stage(),
                phase,
                prompt.kindName(),
                prompt.category(),
                prompt.id(),
                asked(prompt).text(),
                prompt.begun().text(),
                answer.text(),
                answer.tokens(),
                verdicts,
                clusters.of(prompt),
                "");
    }

    /** The prompt as the model gets it: after the edit in the words of the method, if any. */
    private Prompt asked(Prompt prompt) {
        return switch (phase) {
            case BEFORE -> prompt;
            case AFTER -> prompt.with(context.edit().editor().asked(prompt.text()));
        };
    }

    private RunEvent.EvaluationFinished finished(
            Judge judge, List<Judged> all, Map<String, Double> measured) {
        Map<String, String> before = phase == Phase.AFTER ? context.before : Map.of();
        var scope = context.plan.evaluation().scope();
        Evaluation figures = Evaluation.of(all, before, scope.figures());
        Map<String, Map<String, Metric>> groups = new LinkedHashMap<>();
        figures.byCategory().forEach((name, each) -> groups.put(name, metrics(each)));
        figures.byWork().forEach((name, each) -> groups.put(name, metrics(each)));
        Map<String, Metric> whole = metrics(figures.metrics());
        whole.putAll(locality);
        if (cut > 0) {
            double share = (double) cut / all.size();
            whole.put(
                    MetricName.PROMPTS_CUT,
                    new Metric(share, cut, all.size(), Double.NaN, Double.NaN));
        }
        boolean wanted = context.plan.evaluation().generation().template() == Template.ON;
        if (wanted
                && context.plan.model().elsewhere().isEmpty()
                && context.model().template().isEmpty()) {
            whole.put(
                    MetricName.PROMPTS_BARE,
                    new Metric(1, all.size(), all.size(), Double.NaN, Double.NaN));
        }
        return new RunEvent.EvaluationFinished(phase, judge.name(), whole, groups, measured);
    }

    private static Map<String, Metric> metrics(Map<String, Rate> figures) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        figures.forEach((name, each) ->
                metrics.put(
                        name,
                        new Metric(
                                each.value(), each.count(), each.of(), each.low(), each.high())));
        return metrics;
    }
}
