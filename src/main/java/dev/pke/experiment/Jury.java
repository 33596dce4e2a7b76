package dev.pke.experiment;

import dev.pke.data.Clusters;
import dev.pke.data.Prompt;
import dev.pke.eval.Evaluation;
import dev.pke.eval.Figures;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.Judge;
import dev.pke.judge.Judged;
import dev.pke.judge.Unjudged;
import dev.pke.judge.Verdict;
import dev.pke.measure.Rate;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The judges of one evaluation: they say of each answer what it is, as answers come, and at the end
 * what all of them come to. The same answers in the same chunks make the same events, whether they
 * were given just now or stood on a record.
 */
final class Jury implements AutoCloseable {
    /** Batches of answers judged and recorded together. */
    private static final int BATCHES = 4;

    private final RunContext context;
    private final Phase phase;
    private final Clusters clusters;
    private final Map<Judge, List<Judged>> judged = new LinkedHashMap<>();
    private final Set<String> requests = new HashSet<>();

    Jury(RunContext context, Phase phase) {
        this.context = context;
        this.phase = phase;
        // an old record doesn't say them, and a replay says the same
        boolean told = context.plan.evaluation().scope().figures().holds(Figures.SECOND);
        this.clusters = new Clusters(told ? context.data.tested() : List.of());
        try {
            for (ChosenJudge<?> each : context.plan.evaluation().judges()) {
                judged.put(each.open(context.court()), new ArrayList<>());
            }
        } catch (RuntimeException amiss) {
            close();
            throw amiss;
        }
    }

    /** Prompts that are asked alike, in the chunks that they are judged and recorded in. */
    List<List<Prompt>> chunks(List<Prompt> prompts) {
        int chunk = BATCHES * context.plan.evaluation().generation().batch();
        List<List<Prompt>> chunks = new ArrayList<>();
        for (int at = 0; at < prompts.size(); at += chunk) {
            chunks.add(prompts.subList(at, Math.min(prompts.size(), at + chunk)));
        }
        return chunks;
    }

    /** The prompt as the model gets it: after the edit in the words of the method, if any. */
    Prompt asked(Prompt prompt) {
        return switch (phase) {
            case BEFORE -> prompt;
            case AFTER -> prompt.with(context.edit().editor().asked(prompt.text()));
        };
    }

    /** A chunk's answers, judged, as events, behind what was asked elsewhere for them. */
    List<RunEvent> judge(List<Prompt> prompts, List<Answering.Given> answers) {
        List<Unjudged> told = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            told.add(new Unjudged(prompts.get(i), answers.get(i).text()));
        }
        List<Map<String, String>> verdicts = new ArrayList<>();
        prompts.forEach(_ -> verdicts.add(new LinkedHashMap<>()));
        judged.forEach((judge, all) -> {
            List<Judged> some = Judged.by(judge, told);
            all.addAll(some);
            for (int i = 0; i < some.size(); i++) {
                verdicts.get(i).put(judge.name(), some.get(i).verdict().wireName());
            }
        });
        List<RunEvent> events = new ArrayList<>(requested());
        for (int i = 0; i < prompts.size(); i++) {
            events.add(event(prompts.get(i), answers.get(i), verdicts.get(i)));
        }
        return events;
    }

    private RunEvent.PromptAnswered event(
            Prompt prompt, Answering.Given answer, Map<String, String> verdicts) {
        if (phase == Phase.BEFORE) {
            context.before.put(prompt.id(), answer.text());
        }
        return new RunEvent.PromptAnswered(
                phase.stage(),
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

    /** What was asked elsewhere since, each request once a stage. */
    List<RunEvent.RemoteAnswered> requested() {
        return context.exchange.take().stream()
                .filter(each -> requests.add(each.request()))
                .map(each ->
                        new RunEvent.RemoteAnswered(
                                phase.stage(),
                                phase,
                                each.endpoint(),
                                each.model(),
                                each.request(),
                                each.reply()))
                .toList();
    }

    /** All answers with the verdicts of the judge that is named first. */
    List<Judged> first() {
        return judged.values().iterator().next();
    }

    /**
     * What the answers come to, a judge an event.
     *
     * @param further figures that no verdict decides
     * @param measured what may differ from time to time
     */
    List<RunEvent> finished(Map<String, Metric> further, Map<String, Double> measured) {
        List<RunEvent> events = new ArrayList<>();
        judged.forEach((judge, all) -> {
            Evaluation figures = figures(all);
            Map<String, Map<String, Metric>> groups = new LinkedHashMap<>();
            figures.byCategory().forEach((name, each) -> groups.put(name, metrics(each)));
            figures.byWork().forEach((name, each) -> groups.put(name, metrics(each)));
            Map<String, Metric> whole = metrics(figures.metrics());
            whole.putAll(further);
            events.add(
                    new RunEvent.EvaluationFinished(phase, judge.name(), whole, groups, measured));
        });
        return events;
    }

    /**
     * The figures of a record that no verdict decides: what it has beyond those that its verdicts
     * come to.
     *
     * @param said all answers, which have been judged here in this order
     */
    Map<String, Metric> undecided(
            RunEvent.EvaluationFinished then, List<RunEvent.PromptAnswered> said) {
        List<Judged> as = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            String word = said.get(i).verdicts().getOrDefault(then.judge(), "");
            as.add(new Judged(first().get(i).prompt(), said.get(i).answer(), Verdict.named(word)));
        }
        Map<String, Metric> undecided = new LinkedHashMap<>(then.metrics());
        undecided.keySet().removeAll(figures(as).metrics().keySet());
        return undecided;
    }

    /** What judged answers come to beside those before the edit. */
    private Evaluation figures(List<Judged> all) {
        Map<String, String> before = phase == Phase.AFTER ? context.before : Map.of();
        return Evaluation.of(all, before, context.plan.evaluation().scope().figures());
    }

    static Map<String, Metric> metrics(Map<String, Rate> figures) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        figures.forEach((name, each) ->
                metrics.put(
                        name,
                        new Metric(
                                each.value(), each.count(), each.of(), each.low(), each.high())));
        return metrics;
    }

    @Override
    public void close() {
        judged.keySet().forEach(Judge::close);
    }
}
