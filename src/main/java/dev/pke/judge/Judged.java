package dev.pke.judge;

import dev.pke.data.Prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * One answer and what a judge called it.
 *
 * @param prompt what was asked
 * @param answer what the model said
 * @param verdict what the judge called it
 */
public record Judged(Prompt prompt, String answer, Verdict verdict) {
    /** Answers with a judge's verdicts on them. */
    public static List<Judged> by(Judge judge, List<Unjudged> answers) {
        List<Verdict> verdicts = judge.judge(answers);
        if (verdicts.size() != answers.size()) {
            throw new IllegalStateException(
                    "judge %s gave %d verdicts on %d answers"
                            .formatted(judge.name(), verdicts.size(), answers.size()));
        }
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Unjudged each = answers.get(i);
            judged.add(new Judged(each.prompt(), each.answer(), verdicts.get(i)));
        }
        return judged;
    }
}
