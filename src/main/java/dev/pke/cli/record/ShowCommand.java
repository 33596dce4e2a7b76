package dev.pke.cli.record;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.cli.Described;
import dev.pke.cli.Description;
import dev.pke.cli.HomeOption;
import dev.pke.cli.RunId;
import dev.pke.cli.Visible;
import dev.pke.event.CanonicalJson;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.Depth;
import dev.pke.run.Remark;
import dev.pke.run.RunEvent;
import dev.pke.run.RunList;
import dev.pke.run.RunName;
import dev.pke.run.RunRecord;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.AgreementForms;
import dev.pke.run.word.Metric;
import dev.pke.store.Home;
import dev.pke.web.paired.GroupRefusals;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The verb {@code pke show RUN}: what one run did and came to. */
public final class ShowCommand implements Described {
    private final HomeOption home = new HomeOption();
    private String run = "";
    private boolean json;
    private boolean mechanism;

    @Override
    public void describe(Description told) {
        home.describe(told);
        told.does("Shows one run: its stages, figures, regions and changes.")
                .word(0, "RUN", RunId.HELP, typed -> run = typed)
                .flag("--json", "As a JSON object, every event included.", () -> json = true)
                .flag(
                        "--mechanism",
                        "How its edit works, instead: neurons, blocks.",
                        () -> mechanism = true);
    }

    @Override
    public void run(PrintWriter out) {
        home.mustHoldRuns("give --home or start a run");
        try (Home open = home.openReadOnly()) {
            RunList runs = open.runs();
            if (RunName.meant(runs, run).isEmpty()) {
                List<ForeignRun> all = new Imports(open.store(), open.blobs()).runs();
                ForeignRun foreign = ForeignRun.find(all, run);
                if (foreign != null) {
                    show(foreign, out);
                    return;
                }
            }
            String found = RunId.find(runs, run);
            if (json) {
                List<Recorded> events = RunRecord.of(open.store(), found);
                RunView view = RunView.of(found, events);
                Map<String, @Nullable Object> object = object(view, events);
                object.put("cutOff", !CutOff.of(open, List.of(summary(view))).isEmpty());
                out.println(CanonicalJson.write(object));
            } else {
                RunView view = view(open, found);
                List<String> lines = new ArrayList<>(said(view));
                if (!CutOff.of(open, List.of(summary(view))).isEmpty()) {
                    lines.add(
                            1,
                            "  cut off: its process is gone; go on with it: pke resume " + found);
                }
                lines.forEach(line -> out.println(Visible.of(line)));
                LineageText.of(open, view).forEach(out::println);
            }
        }
    }

    /** The run; its answers, by the thousand, only where something is said of them. */
    private RunView view(Home open, String found) {
        List<Recorded> events = RunRecord.of(open.store(), found);
        RunView brief = RunView.of(found, RunRecord.rare(events));
        return mechanism || judges(brief) > 1 ? RunView.of(found, events) : brief;
    }

    private static long judges(RunView run) {
        return run.all(RunEvent.EvaluationFinished.class).stream()
                .map(each -> each.fact().judge())
                .distinct()
                .count();
    }

    private void show(ForeignRun foreign, PrintWriter out) {
        if (json) {
            RunView view = RunView.of(foreign.run(), foreign.events());
            Map<String, @Nullable Object> object = object(view, foreign.events());
            object.put("origin", foreign.origin());
            out.println(CanonicalJson.write(object));
        } else {
            out.println("imported from " + Visible.of(foreign.origin()) + ", with its positions");
            said(RunView.of(foreign.run(), foreign.events()))
                    .forEach(line -> out.println(Visible.of(line)));
        }
    }

    private List<String> said(RunView view) {
        return mechanism ? MechanismText.of(view) : lines(view);
    }

    private static RunSummary summary(RunView view) {
        RunSummary summary = view.summary();
        if (summary == null) {
            throw new UserError("run " + view.run() + " has no registration on the record");
        }
        return summary;
    }

    private static Map<String, @Nullable Object> object(RunView view, List<Recorded> events) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>(SummaryText.json(summary(view)));
        List<Object> list = new ArrayList<>();
        for (Recorded each : events) {
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            event.put("position", each.position());
            event.put("stream", each.stream());
            event.put("version", each.version());
            event.put("id", each.eventId());
            event.put("type", each.type());
            event.put("at", each.at());
            event.put("hash", each.hashHex());
            event.put("data", CanonicalJson.parse(each.data()));
            list.add(event);
        }
        object.put("events", list);
        object.put("contaminated", view.contaminated());
        object.put("agreement", AgreementForms.json(view));
        object.put("overQuestions", QuestionJson.of(view, _ -> true));
        return object;
    }

    /** The run as lines of text. */
    public static List<String> lines(RunView view) {
        RunSummary run = summary(view);
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s  %s on %s, %s"
                        .formatted(run.run(), run.method(), run.model(), run.status().wire()));
        if (run.error() != null) {
            lines.add("  " + run.error());
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  begun %s at position %d, %.1f s in finished stages: %s",
                        run.timing().startedAt(),
                        run.timing().startedPosition(),
                        run.timing().seconds(),
                        String.join(", ", run.finished().stream().map(s -> s.wire()).toList())));
        lines.addAll(remarks(run, view.remarks()));
        view.contaminated().forEach(each -> lines.add("  CONTAMINATED " + each));
        lines.addAll(figures(run));
        lines.addAll(depths(run));
        lines.addAll(QuestionText.lines(view));
        lines.addAll(groups(view));
        lines.addAll(ConditionText.lines(run));
        lines.addAll(JudgesText.lines(view));
        for (Told<RunEvent.RegionChosen> each : view.regions()) {
            lines.add("  region: block " + each.fact().block() + ", " + some(each.fact()));
        }
        for (Told<RunEvent.EditLearned> each : view.all(RunEvent.EditLearned.class)) {
            lines.add(
                    "  learned: to edit, from %,d records, network %s"
                            .formatted(each.fact().lessons(), each.fact().network()));
        }
        for (Told<RunEvent.NeuronsChanged> each : view.changes()) {
            RunEvent.NeuronsChanged change = each.fact();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  changed: %s, %,d elements, l2 %.3g, largest %.3g",
                            change.tensor(),
                            change.elements(),
                            change.l2(),
                            change.linf()));
        }
        Told<RunEvent.CheckpointSaved> saved = view.saved();
        if (saved != null) {
            lines.add("  model after: " + saved.fact().digest());
        }
        return lines;
    }

    private static List<String> remarks(RunSummary run, List<Remark> remarks) {
        List<String> lines = new ArrayList<>();
        if (!run.review().tags().isEmpty()) {
            lines.add("  tags: " + String.join(", ", run.review().tags()));
        }
        for (Remark each : remarks) {
            if (each.kind() == Remark.Kind.NOTE) {
                lines.add("  note of " + each.author() + ", " + each.at() + ":");
                each.text().lines().forEach(line -> lines.add("    " + line));
            }
        }
        return lines;
    }

    private static List<String> figures(RunSummary run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  figure (" + run.judge() + ")", "before", "after"));
        TreeSet<String> names = new TreeSet<>(run.before().keySet());
        names.addAll(run.after().keySet());
        names.removeIf(Depth::owns);
        names.removeIf(ConditionText::owns);
        for (String name : names) {
            Metric before = run.before().get(name);
            Metric after = run.after().get(name);
            rows.add(
                    List.of(
                            "  " + name,
                            SummaryText.full(name, before),
                            SummaryText.full(name, after)));
        }
        return names.isEmpty() ? List.of() : SummaryText.columns(rows);
    }

    /** Whom it refuses ordinary work, a group a line. */
    private static List<String> groups(RunView view) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  who asks", "refused before", "refused"));
        for (GroupRefusals each : GroupRefusals.of(view)) {
            rows.add(
                    List.of(
                            "  " + each.group(),
                            SummaryText.full(each.before()),
                            SummaryText.full(each.after())));
        }
        return rows.size() == 1 ? List.of() : SummaryText.columns(rows);
    }

    /** What happened where answers were begun, a depth a line. */
    private static List<String> depths(RunSummary run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "  answer begun with",
                        "unsafe before",
                        "unsafe",
                        "recovered",
                        "benign kept",
                        "benign refused"));
        Map<String, Depth> before = new LinkedHashMap<>();
        Depth.of(run.before()).forEach(each -> before.put(each.begun(), each));
        for (Depth each : Depth.of(run.latest())) {
            Depth first = before.get(each.begun());
            rows.add(
                    List.of(
                            "  " + each.begun(),
                            SummaryText.full(first == null ? null : first.unsafe()),
                            SummaryText.full(each.unsafe()),
                            SummaryText.full(each.recovered()),
                            SummaryText.full(each.kept()),
                            SummaryText.full(each.refused())));
        }
        return rows.size() == 1 ? List.of() : SummaryText.columns(rows);
    }

    private static String some(RunEvent.RegionChosen region) {
        int size = region.neurons().size();
        return size <= 12
                ? "neurons " + region.neurons()
                : size + " neurons from " + region.neurons().getFirst();
    }
}
