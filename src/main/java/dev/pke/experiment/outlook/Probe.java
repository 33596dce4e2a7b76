package dev.pke.experiment.outlook;

import dev.pke.data.Prompt;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedEdit;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.TokenSink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long a plan may take, from a few seconds of work as its own: a batch of its prompts answered,
 * one instance passed forwards and backwards.
 */
final class Probe {
    /** A batch is made larger as long as it takes less: a smaller one overstates its share. */
    private static final double PATIENCE_SECONDS = 5;

    private static final int MORE = 8;

    /**
     * A large model's batch is tried for so many tokens: its weights are read once for them all.
     */
    private static final int FEW = 8;

    /** And for about so long. */
    private static final double SHARE_SECONDS = 20;

    /** A pass over safe answers, unsafe answers and what is held on to. */
    private static final int PASSES_A_STEP = 3;

    private final Plan plan;
    private final LanguageModel model;
    private final LongSupplier nanos;
    private double seconds;

    Probe(Plan plan, LanguageModel model, LongSupplier nanos) {
        this.plan = plan;
        this.model = model;
        this.nanos = nanos;
    }

    Point time(PlannedData data, int begun) {
        GenerationSettings settings = plan.evaluation().generation();
        List<Prompt> prompts = data.prompts();
        answer(spread(prompts, 1), settings); // what is made once, such as packed weights
        int answered = 1;
        double took = answer(spread(prompts, 1), settings);
        int most = Math.min(settings.batch(), prompts.size());
        while (answered < most && took < PATIENCE_SECONDS) {
            answered = Math.min(most, answered * MORE);
            took = answer(spread(prompts, answered), settings);
        }
        if (answered < most) {
            int many = Math.min(most, within(took / answered, settings));
            took *= growth(prompts, answered, many, settings);
            answered = Math.max(answered, many);
        }
        double each = took / answered;
        double evaluate = each * (prompts.size() + begun);
        double total = evaluate;
        String parts = "";
        EditTask task = data.task();
        PlannedEdit edit = plan.edit();
        if (edit != null && task != null) {
            int given = task.instances().size();
            double pass = pass(task) * (given + edit.instances().grown()) / given;
            double locate = pass * PASSES_A_STEP;
            double steps = Math.max(1, edit.editor().steps()) * pass * PASSES_A_STEP;
            total += evaluate + locate + steps;
            parts = ", locate %s, edit %s".formatted(text(locate), text(steps));
        }
        return Point.fine(
                "time",
                "roughly %s: %s %s%s (from a batch of %d and %.1f s of work)"
                        .formatted(
                                text(total),
                                edit == null ? "evaluate" : "evaluate twice",
                                text(evaluate),
                                parts,
                                answered,
                                seconds));
    }

    /** How many prompts can be answered for a few tokens before patience ends. */
    private static int within(double each, GenerationSettings settings) {
        return (int) (SHARE_SECONDS / each * settings.maxTokens() / FEW);
    }

    /** How much longer a batch takes than a smaller one, by their first tokens. */
    private double growth(List<Prompt> prompts, int from, int to, GenerationSettings settings) {
        if (to <= from || settings.maxTokens() <= FEW) {
            return Math.max(1, (double) to / from);
        }
        GenerationSettings brief = settings.tokens(FEW);
        double small = answer(spread(prompts, from), brief);
        return Math.max(1, answer(spread(prompts, to), brief) / small);
    }

    private double answer(List<Prompt> prompts, GenerationSettings settings) {
        List<int[]> ids =
                prompts.stream().map(each -> model.promptIds(each.text(), settings)).toList();
        return timed(() -> model.generate(ids, settings, TokenSink.none()));
    }

    /** Seconds of one forward and backward pass over all instances. */
    private double pass(EditTask task) {
        List<TokenPair> pairs = new ArrayList<>();
        for (EditInstance each : task.instances()) {
            pairs.add(TokenPair.of(model, each.prompt(), each.safe(), task.template()));
        }
        trace(pairs.subList(0, 1)); // what is made once
        double one = trace(pairs.subList(0, 1));
        return one < PATIENCE_SECONDS ? trace(pairs) : one * pairs.size();
    }

    private double trace(List<TokenPair> pairs) {
        return timed(() -> model.trace(TokenPair.batch(pairs, model.pad())).close());
    }

    private double timed(Runnable work) {
        long from = nanos.getAsLong();
        work.run();
        double took = (nanos.getAsLong() - from) / 1e9;
        seconds += took;
        return took;
    }

    private static List<Prompt> spread(List<Prompt> all, int count) {
        List<Prompt> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }

    private static String text(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : seconds < 7200
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
