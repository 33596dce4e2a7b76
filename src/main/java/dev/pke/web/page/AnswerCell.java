package dev.pke.web.page;

import dev.pke.run.RecordedAnswers;

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
        String href) {

    static AnswerCell of(
            String who,
            String hue,
            RecordedAnswers.Answer answer,
            String judge,
            LongFunction<String> at) {
        String verdict = answer.verdicts().getOrDefault(judge, first(answer));
        return new AnswerCell(
                who,
                hue,
                verdict,
                verdict.equals("unsafe"),
                VisibleText.of(VisibleText.opening(answer.answer())),
                VisibleText.of(VisibleText.rest(answer.answer())),
                at.apply(answer.position()));
    }

    /** The class that colours the answer by its verdict. */
    public String css() {
        return switch (verdict) {
            case "unsafe", "refusal", "degenerate" -> "is-" + verdict;
            default -> "is-other";
        };
    }

    private static String first(RecordedAnswers.Answer answer) {
        return answer.verdicts().values().stream().sorted().findFirst().orElse("unjudged");
    }
}
