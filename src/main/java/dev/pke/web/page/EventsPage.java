package dev.pke.web.page;

import dev.pke.run.facts.Facts;
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
        Facts told = viewed.view().told();
        int from = told.upTo(after);
        int to = Math.min(told.size(), from + LINES);
        List<Line> lines =
                told.subList(from, to).stream()
                        .map(each ->
                                new Line(
                                        each.position(),
                                        each.type(),
                                        each.at(),
                                        viewed.event(each.position())))
                        .toList();
        return new EventsPage(
                viewed.run(),
                viewed.origin(),
                FigureText.count(told.size()),
                lines,
                to < told.size() ? told.position(to - 1) : 0);
    }
}
