package dev.pke.experiment;

import dev.pke.data.Prompt;
import dev.pke.measure.MetricName;
import dev.pke.model.GenerationSettings.Template;
import dev.pke.model.TokenPair;
import dev.pke.model.watch.Drift;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What the logits say of ordinary text: its perplexity, and after an edit how far the model has
 * drifted on its own earlier answers. No verifier can count these again, as the record has no
 * logits; a replay computes them anew.
 */
record Locality(RunContext context, Stage stage) {
    /** Perplexity of the answers that benign prompts were given; nothing where none has one. */
    Map<String, Metric> perplexity() {
        List<TokenPair> texts = texts(Prompt::given);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        if (!texts.isEmpty()) {
            double value = Drift.perplexity(context.model(), texts, told("texts", texts));
            metrics.put(MetricName.PERPLEXITY, over(value, texts.size()));
        }
        return metrics;
    }

    /**
     * KL over the answers before the edit, the model being as it was then; nothing where the method
     * asks in other words, since its weights then say nothing of what it does.
     */
    Map<String, Metric> drift() {
        if (!context.edit().editor().asked("a").equals("a")) {
            return Map.of();
        }
        List<TokenPair> texts = texts(each -> context.before.getOrDefault(each.id(), ""));
        Map<String, Metric> metrics = new LinkedHashMap<>();
        if (!texts.isEmpty()) {
            Drift drift =
                    Drift.between(
                            context.model(),
                            texts,
                            new Drift.Change() {
                                @Override
                                public void apply() {
                                    context.delta().apply(context.model().weights());
                                }

                                @Override
                                public void revert() {
                                    context.delta().revert(context.model().weights());
                                }
                            },
                            told("drift", texts));
            metrics.put(MetricName.KL, over(drift.kl(), drift.tokens()));
            metrics.put(MetricName.KL_FIRST, over(drift.first(), drift.answers()));
        }
        return metrics;
    }

    private IntConsumer told(String what, List<TokenPair> texts) {
        return context.telling(stage, what, texts.size());
    }

    private static Metric over(double value, long count) {
        return new Metric(value, count, count, Double.NaN, Double.NaN);
    }

    /** So many benign prompts as planned, evenly spread, each with its answer. */
    private List<TokenPair> texts(Function<Prompt, String> answer) {
        List<Prompt> benign =
                context.data.prompts().stream()
                        .filter(each -> !each.kind().harmful() && !answer.apply(each).isBlank())
                        .toList();
        int count = Math.min(benign.size(), context.plan.evaluation().scope().locality());
        Template template = context.plan.evaluation().generation().template();
        List<TokenPair> texts = new ArrayList<>();
        for (int i : IntStream.range(0, count).toArray()) {
            Prompt each = benign.get((int) ((long) i * benign.size() / count));
            texts.add(TokenPair.of(context.model(), each.text(), answer.apply(each), template));
        }
        return texts;
    }
}
