package dev.pke.cli.record;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.cli.Described;
import dev.pke.cli.Description;
import dev.pke.cli.HomeOption;
import dev.pke.cli.TextTable;
import dev.pke.cli.Visible;
import dev.pke.event.CanonicalJson;
import dev.pke.run.RunSummary;
import dev.pke.run.query.Field;
import dev.pke.run.query.Line;
import dev.pke.run.query.RunOrder;
import dev.pke.run.query.RunQuery;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The verb {@code pke runs [QUERY]}: every run that fits in one line, the newest first. */
public final class RunsCommand implements Described {
    /** What a run is asked for by whose process is no longer heard of. */
    private static final String LOST = "lost";

    /** As many runs as someone reads who asks for none in particular. */
    private static final int SHOWN = 100;

    private final HomeOption home = new HomeOption();
    private List<String> query = List.of();
    private List<String> columns = List.of();
    private boolean json;
    private boolean fields;
    private boolean archived;
    private boolean all;
    private long earlier;
    private @Nullable String tag;
    private String sort = "";
    private @Nullable String group;

    @Override
    public void describe(Description told) {
        home.describe(told);
        told.does(
                        "Lists the runs on the record, the newest first; with a QUERY those that"
                                + " fit it, as the pages do: method=pke and asr<5%% or tag:kept.",
                        "A status of cut off: its process is gone; pke resume goes on with it.")
                .words(
                        new Description.Rest(0, 0),
                        "QUERY",
                        "Which runs; else all.",
                        typed -> query = typed)
                .flag("--json", "As a JSON array.", () -> json = true)
                .option("--tag", "TAG", "Only runs that have this tag.", typed -> tag = typed)
                .option(
                        "--sort",
                        "FIELD",
                        "asr: the least first; -asr: the greatest first.",
                        typed -> sort = typed)
                .option("--group", "FIELD", "A table for each value.", typed -> group = typed)
                .list(
                        "--columns",
                        "FIELD",
                        "Such as run,method,seed,asr,kept; others: pke runs --fields.",
                        typed -> columns = typed)
                .flag(
                        "--all",
                        "Every run, not only the latest " + SHOWN + " where nothing is asked for.",
                        () -> all = true)
                .flag("--archived", "Also those that were put away.", () -> archived = true)
                .flag(
                        "--fields",
                        "Lists what runs can be asked for and sorted by.",
                        () -> fields = true);
    }

    @Override
    public void run(PrintWriter out) {
        if (fields) {
            List<List<String>> rows = new ArrayList<>();
            Field.known().forEach(each -> rows.add(List.of(each.name(), each.meaning())));
            TextTable.of(rows).forEach(out::println);
            return;
        }
        RunQuery wanted = RunQuery.parse(asked());
        RunOrder order = RunOrder.parse(sort);
        List<Field> shown = columns.stream().map(Field::named).toList();
        Field grouped = group == null ? null : Field.named(group);
        List<Line> lines = lines();
        boolean none = lines.isEmpty();
        lines.removeIf(each -> !archived && each.run().review().archived() != null);
        lines.removeIf(each -> !wanted.matches(each) || !isTagged(each));
        if (json) {
            lines.sort(order.comparator());
            out.println(CanonicalJson.write(lines.stream().map(this::json).toList()));
        } else if (none) {
            out.println(
                    "No runs in "
                            + home.dir
                            + " yet. Start one: pke run experiments/plain/pke-6.yaml");
        } else if (lines.isEmpty()) {
            out.println(Visible.of(nothing()));
        } else {
            for (Map.Entry<String, List<Line>> log : parted(lines, Line::from).entrySet()) {
                log.getValue().sort(order.comparator());
                if (!log.getKey().isEmpty()) {
                    out.println("imported from " + Visible.of(log.getKey()) + ":");
                }
                print(log.getValue(), grouped, shown, out);
            }
            if (earlier > 0) {
                out.printf("... and %,d that began earlier: pke runs --all%n", earlier);
            }
        }
    }

    private String asked() {
        return String.join(" ", query);
    }

    private String nothing() {
        String asked = asked();
        if (!asked.isEmpty()) {
            return "No run fits " + asked + ".";
        }
        return tag == null
                ? "All runs were put away: pke runs --archived lists them."
                : "No run has the tag " + tag + ".";
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        if (home.holdsRecord()) {
            try (Home open = home.openReadOnly()) {
                List<RunSummary> runs =
                        isAsked() ? open.runs().whole().newestFirst() : latest(open);
                Set<String> lost = CutOff.of(open, runs);
                for (RunSummary each : runs) {
                    Line line = Line.of(each);
                    lines.add(
                            lost.contains(each.run())
                                    ? new Line(line.name(), each, LOST, "")
                                    : line);
                }
                for (ForeignRun each : new Imports(open.store(), open.blobs()).runs()) {
                    RunSummary run = each.summary();
                    lines.add(new Line(each.key(), run, run.status().wire(), each.origin()));
                }
            }
        }
        return lines;
    }

    private boolean isAsked() {
        boolean narrowed = !query.isEmpty() || tag != null || group != null;
        return all || json || archived || narrowed || !sort.isEmpty();
    }

    private List<RunSummary> latest(Home open) {
        Home.Newest newest = open.newest(SHOWN);
        earlier = newest.earlier();
        return newest.runs();
    }

    private boolean isTagged(Line line) {
        return tag == null || line.run().review().tags().contains(tag);
    }

    private Map<String, @Nullable Object> json(Line line) {
        Map<String, @Nullable Object> json = SummaryText.json(line.run());
        json.put("cutOff", line.status().equals(LOST));
        if (!line.from().isEmpty()) {
            json.put("origin", line.from());
            json.put("key", line.name());
        }
        return json;
    }

    private static void print(
            List<Line> lines, @Nullable Field grouped, List<Field> shown, PrintWriter out) {
        if (grouped == null) {
            table(lines, shown).forEach(line -> out.println(Visible.of(line)));
            return;
        }
        parted(lines, grouped::text)
                .forEach((value, some) -> {
                    String runs = some.size() == 1 ? " (1 run)" : " (" + some.size() + " runs)";
                    out.println(Visible.of(grouped.name() + " " + value + runs));
                    table(some, shown).forEach(line -> out.println(Visible.of("  " + line)));
                });
    }

    private static List<String> table(List<Line> lines, List<Field> shown) {
        if (shown.isEmpty()) {
            return SummaryText.table(lines);
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(shown.stream().map(Field::name).toList());
        for (Line each : lines) {
            rows.add(shown.stream().map(field -> field.text(each)).toList());
        }
        return TextTable.of(rows);
    }

    private static Map<String, List<Line>> parted(List<Line> lines, Function<Line, String> by) {
        Map<String, List<Line>> parts = new LinkedHashMap<>();
        lines.forEach(
                each -> parts.computeIfAbsent(by.apply(each), _ -> new ArrayList<>()).add(each));
        return parts;
    }
}
