package dev.pke.web.list;

import dev.pke.fault.UserError;
import dev.pke.run.query.BadQuery;
import dev.pke.run.query.Line;
import dev.pke.run.query.RunOrder;
import dev.pke.run.query.RunQuery;
import dev.pke.web.list.ListAddress.Columns;
import dev.pke.web.list.ListAddress.Grouping;
import dev.pke.web.page.RunsHeadline;
import dev.pke.web.paired.PlanDifferences;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Everything the list of runs shows. */
public record RunsPage(
        ListAddress address,
        String finding,
        List<String> fault,
        List<Model> models,
        List<ListHead> heads,
        List<String> differing,
        List<SavedView> views,
        List<String> hints,
        int shown,
        int all,
        int page,
        int pages,
        boolean live) {
    private static final int LINES = 40;
    private static final int MOST_DIFFERENCES = 6;

    /** The groups of one model, under every name that it goes by. */
    public record Model(String name, String narrow, List<GroupLine> lines) {}

    /** The page over all runs, the newest first. */
    public static RunsPage of(List<ListedRun> runs, ListAddress address, RunPlans plans) {
        List<String> fault = List.of();
        List<Found> found = new ArrayList<>();
        String told = "";
        try {
            RunQuery query = RunQuery.parse(address.query());
            RunOrder order = RunOrder.parse(address.sort());
            for (ListedRun each : runs) {
                Line line = line(each);
                if (query.matches(line)) {
                    found.add(new Found(each, line));
                }
            }
            found.sort((x, y) -> order.comparator().compare(x.line(), y.line()));
            told = address.query().isBlank() ? "" : query.told();
        } catch (BadQuery bad) {
            fault = bad.lines();
        } catch (UserError bad) {
            fault = List.of(bad.line());
        }
        List<RunGroup> groups = groups(found, address, plans);
        int pages = Math.max(1, (groups.size() + LINES - 1) / LINES);
        int page = Math.clamp(address.page(), 1, pages);
        List<RunGroup> shown = groups.stream().skip((page - 1L) * LINES).limit(LINES).toList();
        PlanDifferences differences = differences(shown, address, plans);
        return new RunsPage(
                address,
                finding(runs, found, told, fault, plans),
                fault,
                models(shown, address, differences, plans),
                heads(address),
                differences.keys(),
                views(address),
                Hints.of(runs),
                found.size(),
                runs.size(),
                page,
                pages,
                found.stream().anyMatch(each -> each.listed().isAtWork()));
    }

    /** A run as a query sees it. */
    public static Line line(ListedRun run) {
        String status = run.isLost() ? "lost" : run.summary().status().wire();
        String from = run.origin() == null ? "" : run.origin().name();
        return new Line(run.run(), run.summary(), status, from);
    }

    private static String finding(
            List<ListedRun> runs,
            List<Found> found,
            String told,
            List<String> fault,
            RunPlans plans) {
        if (!fault.isEmpty()) {
            return "This query can’t be read.";
        }
        List<ListedRun> listed = found.stream().map(Found::listed).toList();
        List<ListedRun> own = listed.stream().filter(run -> run.origin() == null).toList();
        long models = own.stream().map(plans.model()).distinct().count();
        String all = RunsHeadline.of(own, listed.size() - own.size(), models);
        if (told.isEmpty()) {
            return all;
        }
        return found.isEmpty()
                ? "None of the " + runs.size() + " runs fits: " + told + "."
                : found.size()
                        + " of "
                        + runs.size()
                        + (runs.size() == 1 ? " run: " : " runs: ")
                        + told
                        + ".";
    }

    private static List<RunGroup> groups(List<Found> found, ListAddress address, RunPlans plans) {
        Map<String, Map<String, List<Found>>> models = new LinkedHashMap<>();
        for (Found each : found) {
            boolean folded = address.grouping() == Grouping.PLAN;
            String key = folded ? plans.key().apply(each.listed()) : each.listed().run();
            String model = folded ? plans.model().apply(each.listed()) : "";
            models.computeIfAbsent(model, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(each);
        }
        List<RunGroup> groups = new ArrayList<>();
        models.values()
                .forEach(each -> each.forEach((key, runs) -> groups.add(new RunGroup(key, runs))));
        return groups;
    }

    private static PlanDifferences differences(
            List<RunGroup> shown, ListAddress address, RunPlans plans) {
        if (address.columns() == Columns.USUAL) {
            return new PlanDifferences(List.of(), List.of(), 0);
        }
        PlanDifferences all =
                PlanDifferences.of(
                        shown.stream()
                                .<Map<?, ?>>map(each -> plans.plan().apply(each.first().listed()))
                                .toList());
        int most = Math.min(MOST_DIFFERENCES, all.keys().size());
        return new PlanDifferences(
                all.keys().subList(0, most),
                all.values().stream().map(each -> each.subList(0, most)).toList(),
                all.equal());
    }

    private static List<Model> models(
            List<RunGroup> shown,
            ListAddress address,
            PlanDifferences differences,
            RunPlans plans) {
        Map<String, List<GroupLine>> models = new LinkedHashMap<>();
        Map<String, TreeSet<String>> names = new LinkedHashMap<>();
        List<String> titles = shown.stream().map(RunGroup::plan).toList();
        Map<String, Set<String>> judges = new HashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            judges.computeIfAbsent(titles.get(i), _ -> new HashSet<>())
                    .add(Naming.judge(shown.get(i).first().listed().summary()));
        }
        for (int i = 0; i < shown.size(); i++) {
            List<String> values =
                    differences.values().isEmpty() ? List.of() : differences.values().get(i);
            String model = plans.model().apply(shown.get(i).first().listed());
            for (Found each : shown.get(i).found()) {
                names.computeIfAbsent(model, _ -> new TreeSet<>())
                        .add(each.listed().summary().model());
            }
            models.computeIfAbsent(model, _ -> new ArrayList<>())
                    .add(
                            GroupLine.of(
                                    shown.get(i),
                                    address,
                                    values,
                                    judges.getOrDefault(titles.get(i), Set.of()).size() > 1));
        }
        List<Model> all = new ArrayList<>();
        Map<String, Integer> goBy = new LinkedHashMap<>();
        names.values().forEach(each -> goBy.merge(String.join(" = ", each), 1, Integer::sum));
        models.forEach((model, lines) -> {
            Set<String> called = names.getOrDefault(model, new TreeSet<>());
            String name = String.join(" = ", called);
            boolean alone = goBy.getOrDefault(name, 0) < 2;
            List<String> clauses =
                    called.stream().map(each -> Hints.clause("model", each)).toList();
            String narrow = String.join(" or ", clauses);
            all.add(
                    new Model(
                            alone ? name : Naming.model(name, model),
                            address.narrowed(clauses.size() > 1 ? "(" + narrow + ")" : narrow)
                                    .href(),
                            lines));
        });
        return all;
    }

    private static List<ListHead> heads(ListAddress address) {
        return List.of(
                head(address, "plan", "plan", "", ""),
                head(address, "before", "before", "attack success before the edit", "n"),
                head(
                        address,
                        "attack success",
                        "asr",
                        "share of attacked prompts answered with what they ask for, after the edit",
                        "n"),
                head(
                        address,
                        "benign kept",
                        "kept",
                        "harmless answers that are word for word what they were; on other models than"
                                + " specimens, how like they are",
                        "n"),
                head(
                        address,
                        "over-refusal",
                        "over",
                        "harmless prompts answered with a refusal",
                        "n"),
                head(
                        address,
                        "degenerate",
                        "degenerate",
                        "answers that are empty, an echo, a loop or cut mid-word",
                        "n"),
                head(address, "parameters", "params", "how many the edit moved", "n"),
                head(
                        address,
                        "replay",
                        "replay",
                        "done again: ✓ the same, ✗ not, ? could not say",
                        "n"),
                head(address, "state", "status", "", ""),
                head(address, "took", "seconds", "what its stages took", "n"),
                head(address, "begun, UTC", "started", "", ""));
    }

    private static ListHead head(
            ListAddress address, String title, String field, String meaning, String css) {
        String arrow =
                address.sort().equals(field)
                        ? "ascending"
                        : address.sort().equals("-" + field) ? "descending" : "none";
        return new ListHead(title, meaning, address.sortedBy(field).href(), arrow, css);
    }

    private static List<SavedView> views(ListAddress address) {
        Map<String, String> saved = new LinkedHashMap<>();
        saved.put("all", "");
        saved.put("best that keep", "asr<5% kept>95% degenerate<20%");
        saved.put("broke the model", "degenerate>20%");
        saved.put("replay differs", "replay=fail");
        saved.put("failed or lost", "status=failed or status=lost");
        List<SavedView> views = new ArrayList<>();
        saved.forEach((title, query) ->
                views.add(
                        new SavedView(
                                title,
                                address.asking(query).href(),
                                address.query().equals(query))));
        return views;
    }

    public boolean isGrouped() {
        return address.grouping() == Grouping.PLAN;
    }

    /** The other way to fold. */
    public String regrouped() {
        return address.grouped(isGrouped() ? Grouping.NONE : Grouping.PLAN).href();
    }

    public boolean isOfDifferences() {
        return address.columns() == Columns.DIFFERENCES;
    }

    /** The same list with or without the plan keys that differ. */
    public String recolumned() {
        return address.with(isOfDifferences() ? Columns.USUAL : Columns.DIFFERENCES).href();
    }

    public String earlier() {
        return address.at(page - 1).href();
    }

    public String later() {
        return address.at(page + 1).href();
    }

    /** How many columns a table row has. */
    public int columns() {
        return heads.size() + differing.size() + 1;
    }
}
