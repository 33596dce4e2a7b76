package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.run.RunSummary;
import dev.pke.run.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.page.AnswerPage;
import dev.pke.web.page.ComparePage;
import dev.pke.web.page.EventPage;
import dev.pke.web.page.EventsPage;
import dev.pke.web.page.Folio;
import dev.pke.web.page.ListedRun;
import dev.pke.web.page.Naming;
import dev.pke.web.page.Refusal;
import dev.pke.web.page.RunPage;
import dev.pke.web.page.RunRow;
import dev.pke.web.page.RunsHeadline;
import dev.pke.web.page.Shelf;

import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The HTML pages: each is a pure function of the record and the address. Runs on a worker. */
final class Pages {
    private static final int LATEST = 50;
    private static final int COMPARED_UNASKED = 16;

    private final EventStore store;
    private final Blobs blobs;
    private final Shelf shelf;
    private final Folios folios;
    private final Auditor auditor;
    private final ImportedRuns elsewhere;
    private final Commands commands;
    private final Rights rights;
    private final PageTemplates templates = new PageTemplates();

    Pages(Server.Served served, Folios folios, Rights rights) {
        store = served.store();
        blobs = served.blobs();
        shelf = served.shelf();
        auditor = served.auditor();
        elsewhere = served.elsewhere();
        commands = served.commands();
        this.folios = folios;
        this.rights = rights;
    }

    String runs(RoutingContext ctx) {
        List<ListedRun> all = new ArrayList<>(ours(shelf.runs()));
        all.addAll(elsewhere.runs());
        String tag = Query.text(ctx, "tag");
        List<ListedRun> listed = all.stream().filter(run -> run.isTagged(tag)).toList();
        List<RunSummary> runs =
                listed.stream()
                        .filter(run -> run.origin() == null)
                        .map(ListedRun::summary)
                        .toList();
        Map<String, Object> with = new HashMap<>();
        with.put("rows", RunRow.of(listed, ListedRun.named(listed)));
        with.put("finding", RunsHeadline.of(runs, listed.size() - runs.size(), tag));
        with.put("tags", ListedRun.tags(all));
        with.put("tag", tag);
        with.put("faults", elsewhere.faults());
        with.put("live", listed.stream().anyMatch(ListedRun::isAtWork));
        with.put("newest", runs.stream().limit(COMPARED_UNASKED).map(RunSummary::run).toList());
        with.put("starts", rights.areGiven() && commands.startsRuns());
        with.put("plans", rights.areGiven() ? commands.plans() : List.of());
        return page("runs", "Runs", "runs", with);
    }

    String run(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        Commands.Order order = commands.order(id);
        Folio now = order == null ? known(id) : folios.now(id);
        if (order != null && now.ticks().isEmpty()) {
            Map<String, Object> with = Map.of("run", id, "order", order);
            return page("waiting", "Waiting · " + id, "runs", with);
        }
        long position = Query.number(ctx, "pos", now.position());
        Folio then = position >= now.position() ? now : folios.at(now.run(), position);
        var filter =
                new AnswerPage.Filter(
                        Query.text(ctx, "kind"),
                        Query.text(ctx, "category"),
                        Query.text(ctx, "change"),
                        (int) Math.min(9999, Query.number(ctx, "page", 1)));
        RunPage run = RunPage.of(then, now, filter, blobs);
        Map<String, Object> with = new HashMap<>();
        with.put("p", run);
        with.put("order", run.running() ? order : null);
        return page("run", run.method() + " · " + now.run(), "runs", with);
    }

    String compare(RoutingContext ctx) {
        List<String> ids = Query.runs(ctx);
        if (ids.isEmpty()) {
            ids = comparable();
        }
        long position = Query.number(ctx, "pos", Long.MAX_VALUE);
        List<Folio> each = new ArrayList<>();
        for (String id : ids) {
            Folio folio = folios.at(id, position);
            if (folio.ticks().isEmpty() && position == Long.MAX_VALUE) {
                throw Refusal.notFound("There is no run " + id + " in this record.");
            }
            each.add(folio);
        }
        return page("compare", "Compare", "compare", Map.of("p", ComparePage.of(each, blobs)));
    }

    String event(RoutingContext ctx) {
        long position = Query.number("position", ctx.pathParam("position"));
        Recorded event = read(position);
        byte[] previous = position == 1 ? HashChain.start() : read(position - 1).hash();
        EventPage page = EventPage.of(event, previous, shelf.proof(position));
        return page("event", "Event " + position, "audit", Map.of("p", page));
    }

    /** An event of a run recorded elsewhere, by its position there. */
    String foreignEvent(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        long position = Query.number("position", ctx.pathParam("position"));
        Folio folio = folios.now(id);
        ForeignRun run = folio.origin() == null ? null : elsewhere.find(folio.run());
        Imports.Proven proven = run == null ? null : elsewhere.event(run, position);
        if (run == null || proven == null) {
            throw Refusal.notFound("No imported run " + id + " has an event " + position + ".");
        }
        EventPage page = EventPage.of(proven, run, folio.ticks());
        return page("event", "Event " + position, "runs", Map.of("p", page));
    }

    /** Every event of one run, a page at a time. */
    String events(RoutingContext ctx) {
        Folio folio = known(Query.runOrKey(ctx));
        EventsPage events = EventsPage.of(folio, Query.number(ctx, "after", 0));
        return page("events", "Events of " + folio.run(), "runs", Map.of("p", events));
    }

    private Folio known(String id) {
        Folio folio = folios.now(id);
        if (folio.ticks().isEmpty()) {
            throw Refusal.notFound("There is no run " + id + " in this record.");
        }
        return folio;
    }

    private static List<ListedRun> ours(List<RunSummary> runs) {
        return runs.stream().map(ListedRun::ours).toList();
    }

    String checkpoints(RoutingContext ctx) {
        List<RunSummary> runs = shelf.runs();
        List<RunRow> rows = RunRow.of(ours(runs), Naming.apart(runs));
        List<Map<String, Object>> saved = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            var changes = folios.now(runs.get(i).run()).changes();
            if (changes.saved() != null) {
                Map<String, Object> one = new HashMap<>();
                one.put("row", rows.get(i));
                one.put("saved", changes.saved());
                one.put("base", Objects.requireNonNullElse(changes.base(), ""));
                one.put("changes", changes.changes());
                saved.add(one);
            }
        }
        return page("checkpoints", "Checkpoints", "checkpoints", Map.of("saved", saved));
    }

    String audit(RoutingContext ctx) {
        long before = Query.number(ctx, "before", store.head() + 1);
        List<Recorded> latest = before <= 1 ? List.of() : store.readBackwards(before, LATEST);
        Map<String, Object> with = new HashMap<>();
        with.put("events", latest);
        with.put("report", auditor.lines(store.head()));
        with.put("older", latest.isEmpty() ? 0 : latest.getLast().position());
        return page("audit", "Audit", "audit", with);
    }

    /** The page that says why there is no other. */
    String problem(int status, String line) {
        return page(
                "problem", Integer.toString(status), "", Map.of("status", status, "line", line));
    }

    /** The newest finished runs of the newest run's model. */
    private List<String> comparable() {
        List<RunSummary> runs = shelf.runs();
        return runs.stream()
                .filter(run -> run.model().equals(runs.getFirst().model()))
                .filter(run -> run.status() == Status.FINISHED)
                .limit(COMPARED_UNASKED)
                .map(RunSummary::run)
                .toList()
                .reversed();
    }

    private Recorded read(long position) {
        List<Recorded> found = position < 1 ? List.of() : store.readAll(position - 1, 1);
        if (found.isEmpty() || found.getFirst().position() != position) {
            throw Refusal.notFound(
                    "There is no event " + position + "; the record ends at " + store.head() + ".");
        }
        return found.getFirst();
    }

    private String page(String template, String title, String section, Map<String, Object> more) {
        Map<String, Object> with = new HashMap<>(more);
        with.put("title", title);
        with.put("section", section);
        with.put("chain", shelf.chain());
        with.put("may", rights.areGiven());
        with.put("needsToken", rights.needToken());
        with.put("head", FigureText.count(shelf.chain().verifiedTo()));
        return templates.render(template, with);
    }
}
