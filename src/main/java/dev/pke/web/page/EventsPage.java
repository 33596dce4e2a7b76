package dev.pke.web.page;

import dev.pke.web.chart.FigureText;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Every event of one run, a page at a time; {@code later} is where the next begins, 0 for none. */
public record EventsPage(
        String run, @Nullable Origin origin, String count, List<Line> lines, long later) {
    private static final int LINES = 200;

    /** One event and its own page. */
    public record Line(long position, String type, String at, String href) {}

    public static EventsPage of(Folio folio, long after) {
        List<Line> left =
                folio.ticks().stream()
                        .filter(mark -> mark.position() > after)
                        .map(mark ->
                                new Line(
                                        mark.position(),
                                        mark.type(),
                                        mark.at(),
                                        folio.event(mark.position())))
                        .toList();
        return new EventsPage(
                folio.run(),
                folio.origin(),
                FigureText.count(folio.ticks().size()),
                left.stream().limit(LINES).toList(),
                left.size() > LINES ? left.get(LINES - 1).position() : 0);
    }
}
