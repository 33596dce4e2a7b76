package dev.pke.web;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Every event of one run, a page at a time; {@code later} is where the next begins, 0 for none. */
public record EventsPage(
        String run, @Nullable Origin origin, String count, List<Line> lines, long later) {
    private static final int LINES = 200;

    /** One event and its own page. */
    public record Line(long position, String type, String at, String href) {}

    static EventsPage of(Folio folio, long after) {
        List<Line> left =
                folio.ticks().stream()
                        .filter(tick -> tick.position() > after)
                        .map(tick ->
                                new Line(
                                        tick.position(),
                                        tick.type(),
                                        tick.at(),
                                        folio.event(tick.position())))
                        .toList();
        return new EventsPage(
                folio.run(),
                folio.origin(),
                Figures.count(folio.ticks().size()),
                left.stream().limit(LINES).toList(),
                left.size() > LINES ? left.get(LINES - 1).position() : 0);
    }
}
