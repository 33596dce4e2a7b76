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
    private static final int LONGEST = 20_000;

    static OpenedSide of(AnswersPage.Column column, Said said, Said against) {
        boolean base = said.equals(against) && column.base();
        boolean held = !base && against.isThere();
        String text = said.answer();
        String opening = VisibleText.opening(text);
        List<WordDiff.Span> words =
                held
                        ? WordDiff.second(against.answer(), cut(text))
                        : List.of(new WordDiff.Span(WordDiff.Whose.BOTH, VisibleText.of(opening)));
        String rest = held ? "" : VisibleText.rest(cut(text));
        return new OpenedSide(column.name(), column.hue(), said, base, words, VisibleText.of(rest));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
