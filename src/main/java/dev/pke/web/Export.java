package dev.pke.web;

import dev.pke.audit.CloudEvents;
import dev.pke.audit.Csv;
import dev.pke.audit.Head;
import dev.pke.audit.Tables;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunReader;

import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.Locale;

/** A run's events as JSON Lines with CloudEvents attributes, its figures as safe CSV. */
final class Export {
    private static final int PAGE = 2000;

    private final EventStore store;

    Export(EventStore store) {
        this.store = store;
    }

    /** One page of the whole log behind {@code ?after=}, one event a line. */
    String log(RoutingContext ctx) {
        return lines(store.readAll(Query.number(ctx, "after", 0), PAGE));
    }

    /** {@code /api/runs/ID/export/NAME}: events.jsonl, metrics.csv, steps.csv, … */
    String run(RoutingContext ctx) {
        List<Recorded> events = new RunReader(store).events(Query.run(ctx));
        if (events.isEmpty()) {
            throw Refusal.notFound("There is no run " + Query.run(ctx) + " in this record.");
        }
        String name = ctx.pathParam("name");
        if (name.equals("events.jsonl")) {
            return lines(events);
        }
        for (Tables table : Tables.values()) {
            if (name.equals(table.name().toLowerCase(Locale.ROOT) + ".csv")) {
                var out = new StringBuilder(Csv.row(table.columns()));
                for (Recorded event : events) {
                    table.rows(event).forEach(row -> out.append(Csv.row(row)));
                }
                return out.toString();
            }
        }
        throw Refusal.notFound(
                "There are events.jsonl, metrics.csv, steps.csv, answers.csv and changes.csv.");
    }

    private String lines(List<Recorded> events) {
        List<Recorded> first = store.readAll(0, 1);
        String origin = Head.originOf(first.isEmpty() ? null : first.getFirst().hash());
        var out = new StringBuilder();
        events.forEach(event -> out.append(CloudEvents.line(event, origin)).append('\n'));
        return out.toString();
    }
}
