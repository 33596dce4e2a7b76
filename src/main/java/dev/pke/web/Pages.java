package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Status;
import dev.pke.web.again.ReplaysPage;
import dev.pke.web.answers.AnswersAddress;
import dev.pke.web.answers.AnswersPage;
import dev.pke.web.answers.Narrowing;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.gate.Rights;
import dev.pke.web.inside.LossPanel;
import dev.pke.web.inside.LossWindow;
import dev.pke.web.inside.Neurons;
import dev.pke.web.list.ListAddress;
import dev.pke.web.list.MadeLists;
import dev.pke.web.list.PlanKeys;
import dev.pke.web.list.RunPlans;
import dev.pke.web.page.AnswerPage;
import dev.pke.web.page.Compared;
import dev.pke.web.page.EventPage;
import dev.pke.web.page.EventsPage;
import dev.pke.web.page.RunPage;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.ChainWatch;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.since.Kin;
import dev.pke.web.template.PageFrame;

import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The HTML pages: each is a pure function of the record and the address. Runs on a worker. */
final class Pages {
    private static final int LATEST = 50;
    private static final int CHECKPOINTS = 40;
    private static final int COMPARED_UNASKED = 16;

    private final EventStore store;
    private final Blobs blobs;
    private final RunList runs;
    private final ChainWatch chain;
    private final RunViews views;
    private final Auditor auditor;
    private final ImportedRuns elsewhere;
    private final Commands commands;
    private final Rights rights;
    private final Hearing hearing;
    private final PageFrame frame;
    private final MadeLists lists = new MadeLists();

    Pages(Server.Served served, RunViews views, Rights rights, PageFrame frame) {
        this.frame = frame;
        store = served.store();
        blobs = served.seen();
        runs = served.runs();
        chain = served.chain();
        auditor = served.auditor();
        elsewhere = served.elsewhere();
        commands = served.commands();
        hearing = served.hearing();
        this.views = views;
        this.rights = rights;
    }

    String runs(RoutingContext ctx) {
        ListAddress address = Query.list(ctx);
        List<ListedRun> imported = elsewhere.runs();
        var asked = new MadeLists.Asked(address, store.head(), imported, hearing.beats());
        var plans = new RunPlans(PlanKeys::of, this::plan, PlanKeys::model);
        MadeLists.Made made =
                lists.of(
                        asked,
                        hearing.now(),
                        () -> MadeLists.Made.of(listed(imported), address, plans));
        Map<String, Object> with = new HashMap<>();
        with.put("p", made.page());
        with.put("tags", made.tags());
        with.put("faults", elsewhere.faults());
        with.put("waiting", List.copyOf(commands.waiting()));
        with.put("starts", startsRuns());
        with.put("plans", rights.areGiven() ? List.copyOf(commands.plans()) : List.of());
        return frame.standing("runs", "Runs", "runs", with);
    }

    private List<ListedRun> listed(List<ListedRun> imported) {
        List<ListedRun> all = new ArrayList<>(hearing.of(runs.shown(), store));
        all.addAll(imported);
        return all;
    }

    /** The whole plan of a run. */
    private Map<?, ?> plan(ListedRun run) {
        var registered = views.now(run.run()).view().registered();
        return registered == null ? Map.of() : registered.fact().plan();
    }

    String run(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        Commands.Order order = commands.order(id);
        ViewedRun now = hearing.of(order == null ? views.known(id) : views.now(id));
        if (order != null && now.view().isEmpty()) {
            Map<String, Object> with = Map.of("run", id, "order", order);
            return page("waiting", "Waiting · " + id, "runs", with);
        }
        ViewedRun then = now.asOf(Query.number(ctx, "pos", Long.MAX_VALUE));
        var filter =
                new AnswerPage.Filter(
                        Query.text(ctx, "kind"),
                        Query.text(ctx, "category"),
                        Query.text(ctx, "change"),
                        (int) Math.min(9999, Query.number(ctx, "page", 1)));
        ListedRun listed = then.listed();
        MethodStyle style = MethodStyle.of(listed == null ? "" : listed.summary().method());
        String pos = Query.text(ctx, "pos");
        LossWindow window = Query.losses(ctx);
        var losses =
                LossPanel.of(then, most -> views.losses(then, window, most), window, style, pos);
        Neurons neurons = Neurons.of(then, blobs, "");
        RunPage run = RunPage.of(then, now, filter, losses, neurons);
        Map<String, Object> with = new HashMap<>();
        with.put("p", run);
        with.put("kin", Kin.of(then, store, runs::run));
        with.put("order", run.running() ? order : null);
        with.put("doing", commands.replaying(id));
        with.put("starts", startsRuns());
        with.put("judges", commands.judges());
        return page("run", run.method() + " · " + now.run(), "runs", with);
    }

    String compare(RoutingContext ctx) {
        List<String> ids = Query.runs(ctx);
        if (ids.isEmpty()) {
            ids = comparable();
        }
        long position = Query.number(ctx, "pos", Long.MAX_VALUE);
        List<ViewedRun> each = new ArrayList<>();
        for (String id : ids) {
            if (position == Long.MAX_VALUE) {
                each.add(hearing.of(views.known(id)));
            } else {
                // an import stands; of a fixed comparison nothing depends on the clock
                ViewedRun now = views.now(id);
                each.add(now.origin() == null ? now.asOf(position) : now);
            }
        }
        Map<String, Object> with = new HashMap<>();
        with.put("c", Compared.of(each, blobs));
        String named = String.join(",", each.stream().map(ViewedRun::run).toList());
        with.put("runs", named);
        long fixed = position == Long.MAX_VALUE ? store.head() : position;
        with.put("permalink", "/compare?runs=" + named + "&pos=" + fixed);
        with.put("fixed", position != Long.MAX_VALUE);
        return page("compare", "Compare", "compare", with);
    }

    /** What the runs' models answered, prompt by prompt. */
    String answers(RoutingContext ctx) {
        List<String> ids = Query.runs(ctx);
        List<String> asked = ids.isEmpty() ? comparable() : ids;
        List<ViewedRun> each = asked.stream().map(views::known).toList();
        var address =
                new AnswersAddress(
                        asked,
                        Narrowing.of(Query.text(ctx, "show")),
                        Query.text(ctx, "kind"),
                        Query.text(ctx, "category"),
                        Query.text(ctx, "open"),
                        (int) Math.min(99, Query.number(ctx, "against", 0)),
                        (int) Math.min(9999, Query.number(ctx, "page", 1)));
        return page("answers", "Answers", "compare", Map.of("p", AnswersPage.of(each, address)));
    }

    String event(RoutingContext ctx) {
        long position = Query.number("position", ctx.pathParam("position"));
        Recorded event = read(position);
        byte[] previous = position == 1 ? HashChain.start() : read(position - 1).hash();
        EventPage page = EventPage.of(event, previous, chain.proof(position));
        return page("event", "Event " + position, "audit", Map.of("p", page));
    }

    /** An event of a run recorded elsewhere, by its position there. */
    String foreignEvent(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        long position = Query.number("position", ctx.pathParam("position"));
        ViewedRun viewed = views.now(id);
        ForeignRun run = viewed.origin() == null ? null : elsewhere.find(viewed.run());
        Imports.Proven proven = run == null ? null : elsewhere.event(run, position);
        if (run == null || proven == null) {
            throw Refusal.notFound("No imported run " + id + " has an event " + position + ".");
        }
        EventPage page = EventPage.of(proven, run, viewed.view().told());
        return page("event", "Event " + position, "runs", Map.of("p", page));
    }

    /** Every event of one run, a page at a time. */
    String events(RoutingContext ctx) {
        ViewedRun viewed = views.known(Query.runOrKey(ctx));
        EventsPage events = EventsPage.of(viewed, Query.number(ctx, "after", 0));
        return page("events", "Events of " + viewed.run(), "runs", Map.of("p", events));
    }

    /** Whether somebody may start runs here. */
    private boolean startsRuns() {
        return rights.areGiven() && commands.startsRuns();
    }

    /** Every time a run was done again. */
    String replays(RoutingContext ctx) {
        ViewedRun viewed = views.known(Query.runOrKey(ctx));
        Map<String, Object> with = new HashMap<>();
        with.put("p", ReplaysPage.of(viewed));
        with.put("doing", commands.replaying(viewed.run()));
        with.put("starts", startsRuns());
        return page("replays", "Replays of " + viewed.run(), "runs", with);
    }

    private static List<ListedRun> ours(List<RunSummary> runs) {
        return runs.stream().map(ListedRun::ours).toList();
    }

    /** The edited models, a page of them, the newest first. */
    String checkpoints(RoutingContext ctx) {
        List<RunSummary> all =
                runs.shown().stream().filter(run -> run.edit().parametersMoved() != null).toList();
        int pages = Math.max(1, (all.size() + CHECKPOINTS - 1) / CHECKPOINTS);
        int page = Math.clamp(Query.number(ctx, "page", 1), 1, pages);
        int from = (page - 1) * CHECKPOINTS;
        List<RunSummary> shown = all.subList(from, Math.min(all.size(), from + CHECKPOINTS));
        List<RunRow> rows = RunRow.of(ours(shown), Naming.apart(shown));
        List<Map<String, Object>> saved = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            saved.add(saved(rows.get(i), views.now(shown.get(i).run()).view()));
        }
        Map<String, Object> with =
                Map.of("saved", saved, "total", all.size(), "page", page, "pages", pages);
        return page("checkpoints", "Checkpoints", "checkpoints", with);
    }

    private static Map<String, Object> saved(RunRow row, RunView run) {
        var base = run.base();
        Map<String, Object> one = new HashMap<>();
        one.put("row", row);
        one.put("saved", Objects.requireNonNull(run.saved()));
        one.put("base", base == null ? "" : base.fact());
        one.put("changes", run.changes());
        return one;
    }

    String audit(RoutingContext ctx) {
        long before = Query.number(ctx, "before", store.head() + 1);
        List<Recorded> latest = before <= 1 ? List.of() : store.readBackwards(before, LATEST);
        Map<String, Object> with = new HashMap<>();
        with.put("events", latest);
        List<String> report = auditor.lines(store.head());
        if (report.equals(Auditor.BUSY)) {
            ctx.response().putHeader("Refresh", "2");
        }
        with.put("report", report);
        with.put("chain", chain.settled());
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
        List<RunSummary> all = runs.shown();
        return all.stream()
                .filter(run -> run.model().equals(all.getFirst().model()))
                .filter(run -> run.status() == Status.FINISHED)
                .limit(COMPARED_UNASKED)
                .map(RunSummary::run)
                .toList()
                .reversed();
    }

    private Recorded read(long position) {
        Recorded found = store.at(position);
        if (found == null) {
            throw Refusal.notFound(
                    "There is no event " + position + "; the record ends at " + store.head() + ".");
        }
        return found;
    }

    private String page(String template, String title, String section, Map<String, Object> more) {
        return frame.page(template, title, section, more);
    }
}
