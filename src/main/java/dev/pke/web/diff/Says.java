package dev.pke.web.diff;

import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Spoken;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.VisibleText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a neuron says before and after its edit: the tokens that its column makes likelier, and
 * those it makes unlikelier, as the run recorded them.
 */
public record Says(long position, List<Line> lines) {
    /** The k-th strongest token of each list; a missing one is empty. */
    public record Line(Token promotes, Token promotesNow, Token suppresses, Token suppressesNow) {}

    /** A token with its weight; {@code css} marks one that the other list does not have. */
    public record Token(List<VisibleText.Piece> text, String weight, String css) {
        static final Token NONE = new Token(List.of(), "", "");
    }

    public static @Nullable Says of(RunView view, NeuronPlace place) {
        for (Told<NeuronDescribed> each : view.all(NeuronDescribed.class)) {
            NeuronDescribed said = each.fact();
            if (said.block() == place.block() && said.neuron() == place.neuron()) {
                return new Says(each.position(), lines(said.before(), said.after()));
            }
        }
        return null;
    }

    private static List<Line> lines(Spoken before, Spoken after) {
        int most =
                Math.max(
                        Math.max(before.promoted().size(), after.promoted().size()),
                        Math.max(before.suppressed().size(), after.suppressed().size()));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            lines.add(
                    new Line(
                            token(before.promoted(), i, after.promoted(), "gone"),
                            token(after.promoted(), i, before.promoted(), "new"),
                            token(before.suppressed(), i, after.suppressed(), "gone"),
                            token(after.suppressed(), i, before.suppressed(), "new")));
        }
        return lines;
    }

    private static Token token(
            List<Spoken.Token> own, int at, List<Spoken.Token> other, String css) {
        if (at >= own.size()) {
            return Token.NONE;
        }
        Set<String> there = new HashSet<>(other.stream().map(Spoken.Token::token).toList());
        Spoken.Token one = own.get(at);
        return new Token(
                VisibleText.of(one.token()),
                FigureText.value(one.weight()).replace('-', '−'),
                there.contains(one.token()) ? "" : css);
    }
}
