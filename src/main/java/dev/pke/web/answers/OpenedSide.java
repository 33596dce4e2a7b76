package dev.pke.web.answers;

import dev.pke.web.seen.VisibleText;
import dev.pke.web.seen.WordDiff;

import java.util.List;

/**
 * One model's whole answer, its words held against those of another column.
 *
 * @param rest what is folded of a long one
 */
public record OpenedSide(
        String name,
        String hue,
        Said said,
        boolean base,
        List<WordDiff.Span> words,
        List<VisibleText.Piece> rest) {
    static OpenedSide of(AnswersPage.Column column, Said said, Said against) {
        boolean base = said.equals(against) && column.base();
        boolean held = !base && against.isThere();
        String text = said.answer();
        String opening = VisibleText.opening(text);
        List<WordDiff.Span> words =
                held
                        ? WordDiff.second(VisibleText.cut(against.answer()), VisibleText.cut(text))
                        : List.of(new WordDiff.Span(WordDiff.Whose.BOTH, VisibleText.of(opening)));
        String rest = held ? "" : VisibleText.rest(VisibleText.cut(text));
        return new OpenedSide(column.name(), column.hue(), said, base, words, VisibleText.of(rest));
    }

    /** Where the whole of a long answer is read, a piece at a time; "" for a short one. */
    public String more() {
        return VisibleText.isCut(said.answer()) ? said.href() + "/text?part=answer" : "";
    }
}
