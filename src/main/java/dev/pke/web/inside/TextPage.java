package dev.pke.web.inside;

import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.Told;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.seen.VisibleText;

import java.util.List;

/**
 * A piece of a long answer or prompt: what a model says may be a million characters, and no page
 * holds them all.
 */
public record TextPage(
        ViewedRun viewed,
        String event,
        String title,
        boolean covered,
        List<VisibleText.Piece> text,
        String where,
        String earlier,
        String later) {
    private static final int PIECE = 16_000;

    /** The piece from a character on of the answer, or of the prompt, of the event there. */
    public static TextPage of(ViewedRun viewed, long position, String part, int from) {
        PromptAnswered said =
                viewed.view().answers().stream()
                        .filter(each -> each.position() == position)
                        .map(Told::fact)
                        .findFirst()
                        .orElseThrow(() ->
                                Refusal.notFound("No answer stands at event " + position + "."));
        boolean prompt = part.equals("prompt");
        String whole = prompt ? said.prompt() : said.answer();
        int begin = edge(whole, Math.max(0, Math.min(from, whole.length() - 1)));
        int end = edge(whole, Math.min(whole.length(), begin + PIECE));
        String event = viewed.event(position);
        String address = event + "/text?part=" + (prompt ? "prompt" : "answer") + "&from=";
        String where =
                FigureText.count(Math.min(begin + 1, whole.length()))
                        + " to "
                        + FigureText.count(end)
                        + " of "
                        + FigureText.count(whole.length())
                        + " characters";
        return new TextPage(
                viewed,
                event,
                (prompt ? "The prompt " : "The answer to ") + said.promptId(),
                !prompt && said.verdicts().containsValue("unsafe"),
                VisibleText.of(whole.substring(begin, end)),
                where,
                begin == 0 ? "" : address + Math.max(0, begin - PIECE),
                end == whole.length() ? "" : address + end);
    }

    /** A place that does not cut a character in two. */
    private static int edge(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at - 1
                : at;
    }
}
