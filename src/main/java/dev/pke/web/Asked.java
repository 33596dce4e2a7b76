package dev.pke.web;

import dev.pke.run.Answers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One prompt and what was answered to it, before and after or by several models. */
public record Asked(
        String promptId,
        String kind,
        String category,
        List<VisibleText.Piece> prompt,
        List<VisibleText.Piece> promptRest,
        List<VisibleText.Piece> begun,
        List<Said> answers) {

    static Asked of(Answers.Pair pair, List<Said> answers) {
        return new Asked(
                pair.promptId(),
                pair.kind(),
                pair.category(),
                VisibleText.of(VisibleText.opening(pair.prompt())),
                VisibleText.of(VisibleText.rest(pair.prompt())),
                VisibleText.of(pair.begun()),
                List.copyOf(answers));
    }

    /**
     * A prompt with its answers before and after the edit, as far as they are known; {@code at}
     * gives the page of an event.
     */
    static Asked beforeAndAfter(Answers.Pair pair, String judge, Hue hue, LongFunction<String> at) {
        List<Said> answers = new ArrayList<>();
        if (pair.before() != null) {
            answers.add(Said.of("before", Hue.NONE.css(), pair.before(), judge, at));
        }
        if (pair.after() != null) {
            answers.add(Said.of("after", hue.css(), pair.after(), judge, at));
        }
        return of(pair, answers);
    }
}
