package dev.pke.experiment.outlook;

import dev.pke.data.Prompt;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedEvaluation;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.HttpJudge;
import dev.pke.judge.remote.Estimate;

import java.util.ArrayList;
import java.util.List;

/** What a plan's questions to models elsewhere will come to at most, before any is asked. */
public final class Estimates {
    private Estimates() {}

    /** One for each of a plan's judges elsewhere; none where there are none. */
    public static List<Estimate> of(Plan plan) {
        List<HttpJudge.Hparams> judges = new ArrayList<>();
        for (ChosenJudge<?> each : plan.evaluation().judges()) {
            if (each.settings() instanceof HttpJudge.Hparams told) {
                judges.add(told);
            }
        }
        if (judges.isEmpty()) {
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
        return judges.stream()
                .map(told -> {
                    double each = told.template().length() + characters;
                    long in = Math.round(asked * (each / Estimate.CHARACTERS + answer));
                    return new Estimate(told.endpoint(), asked, in, asked * told.maxTokens());
                })
                .toList();
    }
}
