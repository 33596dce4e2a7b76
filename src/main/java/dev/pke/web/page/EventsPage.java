package dev.pke.web.page;

import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Every event of one run, a page at a time; {@code later} is where the next begins, 0 for none. */
public record EventsPage(
        String run, @Nullable Origin origin, String count, List<Line> lines, long later) {
    private static final int LINES = 200;

    /** One event and its own page. */
    public record Line(long position, String type, String at, String href) {}

    public static EventsPage of(ViewedRun viewed, long after) {
        List<Line> left =
                viewed.view().told().stream()
                        .filter(told -> told.position() > after)
                        .map(told ->
                                new Line(
                                        told.position(),
                                        told.type(),
                                        told.at(),
                                        viewed.event(told.position())))
                        .toList();
        return new EventsPage(
                viewed.run(),
                viewed.origin(),
                FigureText.count(viewed.view().told().size()),
                left.stream().limit(LINES).toList(),
                left.size() > LINES ? left.get(LINES - 1).position() : 0);
    }
}
