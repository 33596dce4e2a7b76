package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.sign.Head;
import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.export.CloudEvents;
import dev.pke.export.Csv;
import dev.pke.export.Subject;
import dev.pke.export.Tables;
import dev.pke.run.RunRecord;
import dev.pke.run.word.Streams;
import dev.pke.web.seen.Refusal;

import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.Locale;

/** A run's events as JSON Lines with CloudEvents attributes, its figures as safe CSV. */
final class Export {
    private static final int LINES = 2000;

    private final EventStore store;
    private final ImportedRuns imported;

    Export(EventStore store, ImportedRuns imported) {
        this.store = store;
        this.imported = imported;
    }

    /** Some lines of the log, and the position they reach. */
    record Page(String lines, long reached, boolean isLast) {}

    /** One page of the whole log behind a position, one event a line. */
    Page page(long after) {
        List<Recorded> events = store.readAll(after, LINES);
        long reached = events.isEmpty() ? after : events.getLast().position();
        return new Page(lines(events, origin()), reached, events.size() < LINES);
    }

    /** {@code /api/runs/ID/export/NAME}: events.jsonl, metrics.csv, steps.csv, … */
    String run(RoutingContext ctx) {
        String run = Query.runOrKey(ctx);
        List<Recorded> events = Streams.isRun(run) ? RunRecord.of(store, run) : List.of();
        ForeignRun foreign = events.isEmpty() ? imported.find(run) : null;
        if (events.isEmpty() && foreign == null) {
            throw Refusal.noRun(run);
        }
        String origin = foreign == null ? origin() : foreign.origin();
        events = foreign == null ? events : foreign.events();
        String name = ctx.pathParam("name");
        String file = (run + "-" + name).replaceAll("[^A-Za-z0-9._-]", "-");
        ctx.response().putHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        if (name.equals("events.jsonl")) {
            return lines(events, origin);
        }
        for (Tables table : Tables.values()) {
            if (name.equals(table.name().toLowerCase(Locale.ROOT) + ".csv")) {
                var out = new StringBuilder(Csv.row(table.columns()));
                Subject subject = Subject.of(events);
                Blobs blobs = foreign == null ? store.blobs() : Blobs.none();
                for (Recorded event : events) {
                    table.rows(subject, event, blobs).forEach(row -> out.append(Csv.row(row)));
                }
                return out.toString();
            }
        }
        throw Refusal.notFound(
                "There are events.jsonl, metrics.csv, steps.csv, answers.csv and changes.csv.");
    }

    /** The name of our own log. */
    private String origin() {
        Recorded first = store.at(1);
        return Head.originOf(first == null ? null : first.hash());
    }

    private static String lines(List<Recorded> events, String origin) {
        var out = new StringBuilder();
        events.forEach(event -> out.append(CloudEvents.line(event, origin)).append('\n'));
        return out.toString();
    }
}
