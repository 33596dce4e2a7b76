package dev.pke.web.page;

import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.Told;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

/**
 * How the last replay of a run ended, over how many events, when, and the event that says so. What
 * was recorded and what came out instead may be an unsafe answer: that stays on the event's page.
 */
public record VerdictLine(Mark mark, String said, String at, String href) {
    static @Nullable VerdictLine of(ViewedRun viewed) {
        Told<Replayed> last = viewed.view().last(Replayed.class);
        if (last == null) {
            return null;
        }
        Replayed replayed = last.fact();
        String compared = FigureText.count(replayed.compared()) + " events compared";
        String parted =
                replayed.divergence()
                        .map(each ->
                                ", parted at its event "
                                        + each.version()
                                        + " ("
                                        + each.type()
                                        + ", "
                                        + each.field()
                                        + ")")
                        .orElse("");
        return new VerdictLine(
                Mark.of(replayed.verdict()),
                compared + parted,
                FigureText.minute(last.at()),
                viewed.event(last.position()));
    }
}
