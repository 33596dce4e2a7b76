package dev.pke.web.page;

import dev.pke.run.PromptPair;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.VisibleText;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One prompt and what was answered to it, before and after or by several models. */
public record PromptRow(
        String promptId,
        String kind,
        String category,
        List<VisibleText.Piece> prompt,
        List<VisibleText.Piece> promptRest,
        String promptMore,
        List<VisibleText.Piece> begun,
        List<AnswerCell> answers) {

    static PromptRow of(PromptPair pair, List<AnswerCell> answers) {
        return new PromptRow(
                pair.promptId(),
                pair.kind(),
                pair.category(),
                VisibleText.of(VisibleText.opening(pair.prompt())),
                VisibleText.of(VisibleText.rest(VisibleText.cut(pair.prompt()))),
                VisibleText.isCut(pair.prompt()) && !answers.isEmpty()
                        ? answers.getFirst().href() + "/text?part=prompt"
                        : "",
                VisibleText.of(pair.begun()),
                List.copyOf(answers));
    }

    /**
     * A prompt with its answers before and after the edit, as far as they are known; {@code at}
     * gives the page of an event.
     */
    public static PromptRow beforeAndAfter(
            PromptPair pair, String judge, MethodStyle style, LongFunction<String> at) {
        List<AnswerCell> answers = new ArrayList<>();
        if (pair.before() != null) {
            answers.add(AnswerCell.of("before", MethodStyle.NONE.css(), pair.before(), judge, at));
        }
        if (pair.after() != null) {
            answers.add(AnswerCell.of("after", style.css(), pair.after(), judge, at));
        }
        return of(pair, answers);
    }
}
