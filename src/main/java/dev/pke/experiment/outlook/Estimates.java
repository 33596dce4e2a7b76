package dev.pke.experiment.outlook;

import dev.pke.data.Prompt;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedEvaluation;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.HttpJudge;
import dev.pke.judge.PairKind;
import dev.pke.judge.remote.Estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan's questions to models elsewhere will come to at most, before any is asked. */
public final class Estimates {
    private Estimates() {}

    /** One for a model elsewhere and for each of a plan's judges there; none where none are. */
    public static List<Estimate> of(Plan plan) {
        List<HttpJudge.Hparams> judges = new ArrayList<>();
        for (ChosenJudge<?> each : plan.evaluation().judges()) {
            if (each.settings() instanceof HttpJudge.Hparams told) {
                judges.add(told);
            }
        }
        Optional<HttpJudge.Hparams> compares =
                plan.evaluation()
                        .preference()
                        .map(PairKind.Chosen::settings)
                        .filter(HttpJudge.Hparams.class::isInstance)
                        .map(HttpJudge.Hparams.class::cast);
        var elsewhere = plan.model().elsewhere();
        if (judges.isEmpty() && elsewhere.isEmpty() && compares.isEmpty()) {
            return List.of();
        }
        PlannedEvaluation evaluation = plan.evaluation();
        List<Prompt> prompts = PlannedData.read(plan).prompts();
        int depths = evaluation.prefill().depths().size();
        boolean affirmative = !evaluation.prefill().affirmative().isEmpty();
        int phases = plan.edit() == null ? 1 : 2;
        // every prompt is at most begun so many times more
        long asked = (long) prompts.size() * (1 + depths + (affirmative ? 1 : 0)) * phases;
        double characters = prompts.stream().mapToInt(p -> p.text().length()).average().orElse(0);
        int answer = evaluation.generation().maxTokens();
        List<Estimate> estimates = new ArrayList<>();
        elsewhere.ifPresent(endpoint -> {
            long in = Math.round(asked * characters / Estimate.CHARACTERS);
            estimates.add(new Estimate(endpoint, asked, in, asked * answer));
        });
        for (HttpJudge.Hparams told : judges) {
            double each = told.template().length() + characters;
            long in = Math.round(asked * (each / Estimate.CHARACTERS + answer));
            estimates.add(new Estimate(told.endpoint(), asked, in, asked * told.maxTokens()));
        }
        compares.ifPresent(told -> {
            // ordinary answers alone, in both orders
            long pairs = 2 * prompts.stream().filter(p -> !p.kind().harmful()).count();
            double each = told.template().length() + characters;
            long in = Math.round(pairs * (each / Estimate.CHARACTERS + 2.0 * answer));
            estimates.add(new Estimate(told.endpoint(), pairs, in, pairs * told.maxTokens()));
        });
        return estimates;
    }
}
