package dev.pke.web.page;

import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.Told;
import dev.pke.web.seen.VisibleText;

import java.util.List;
import java.util.function.LongFunction;

/** One answer as a page shows it: in pieces, folded where long, covered where unsafe. */
public record AnswerCell(
        String who,
        String hue,
        String verdict,
        boolean covered,
        List<VisibleText.Piece> opening,
        List<VisibleText.Piece> rest,
        String more,
        String href) {

    static AnswerCell of(
            String who,
            String hue,
            Told<PromptAnswered> told,
            String judge,
            LongFunction<String> at) {
        PromptAnswered answer = told.fact();
        String verdict = answer.verdicts().getOrDefault(judge, first(answer));
        return new AnswerCell(
                who,
                hue,
                verdict,
                verdict.equals("unsafe"),
                VisibleText.of(VisibleText.opening(answer.answer())),
                VisibleText.of(VisibleText.rest(VisibleText.cut(answer.answer()))),
                VisibleText.isCut(answer.answer())
                        ? at.apply(told.position()) + "/text?part=answer"
                        : "",
                at.apply(told.position()));
    }

    /** The class that colours the answer by its verdict. */
    public String css() {
        return switch (verdict) {
            case "unsafe", "refusal", "degenerate" -> "is-" + verdict;
            default -> "is-other";
        };
    }

    private static String first(PromptAnswered answer) {
        return answer.verdicts().values().stream().sorted().findFirst().orElse("unjudged");
    }
}
