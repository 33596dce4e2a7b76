package dev.pke.export;

import dev.pke.fault.UserError;
import dev.pke.measure.MetricName;
import dev.pke.run.Depth;
import dev.pke.run.RunEvent;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.OverQuestions;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What stands in the README.md of an exported model, as the record has it: the base, the method,
 * what moved, every figure with its interval, what they don't say, and how to check all of it.
 */
public final class ModelCard {
    private final RunView view;
    private final RunSummary run;
    private final RunEvent.ModelFingerprinted base;

    private ModelCard(RunView view, RunSummary run, RunEvent.ModelFingerprinted base) {
        this.view = view;
        this.run = run;
        this.base = base;
    }

    /** The card of a run's edited model, in Markdown; a user error where the run has none. */
    public static String of(RunView view) {
        RunSummary run = view.summary();
        Told<RunEvent.ModelFingerprinted> base = view.base();
        if (run == null || base == null || view.saved() == null) {
            throw new UserError("run " + view.run() + " has left no edited model");
        }
        ModelCard card = new ModelCard(view, run, base.fact());
        List<String> lines = new ArrayList<>(card.head());
        lines.addAll(card.results());
        lines.addAll(card.limits());
        lines.addAll(card.proof());
        return String.join("\n", lines) + "\n";
    }

    private List<String> head() {
        long moved = saved().parametersMoved();
        List<String> lines = new ArrayList<>();
        lines.addAll(
                List.of("---", "base_model: " + quoted(base.name()), "library_name: transformers"));
        lines.addAll(List.of("tags:", "- model-editing", "- safety", "---", ""));
        lines.add("# " + plain(base.name()) + ", edited by " + plain(run.method()));
        lines.add("");
        lines.add(
                "Made by PKE: %,d of %,d parameters moved (%.4f %%), all others are the base's to the bit."
                        .formatted(moved, base.parameters(), 100.0 * moved / base.parameters()));
        lines.add("");
        lines.addAll(List.of("| | |", "|---|---|"));
        lines.add(
                row("base", plain(base.name()) + ", " + base.architecture() + ", " + base.dtype()));
        lines.add(row("base's digest", code(base.digest())));
        lines.add(row("this model's digest", code(saved().digest())));
        lines.add(row("run", code(run.run()) + ", begun " + run.timing().startedAt()));
        lines.add(row("plan", plain(run.planName())));
        lines.add(row("locator", settings("locator")));
        lines.add(row("editor", settings("editor")));
        lines.add(row("program", "commit " + code(run.commit())));
        for (Told<RunEvent.NeuronsChanged> each : view.changes()) {
            RunEvent.NeuronsChanged change = each.fact();
            String neurons =
                    change.neurons().isEmpty() ? "" : change.neurons().size() + " neurons, ";
            lines.add(
                    row(
                            code(change.tensor()),
                            "%s%,d elements, moved by %.3g of its norm"
                                    .formatted(neurons, change.elements(), change.relative())));
        }
        for (Told<RunEvent.DatasetPinned> each : view.datasets()) {
            RunEvent.DatasetPinned pin = each.fact();
            String name = "data " + plain(pin.name()) + "/" + plain(pin.split());
            lines.add(row(name, pin.records() + " records, " + code(pin.digest())));
        }
        return lines;
    }

    private RunEvent.CheckpointSaved saved() {
        Told<RunEvent.CheckpointSaved> saved = view.saved();
        if (saved == null) {
            throw new IllegalStateException("no edited model");
        }
        return saved.fact();
    }

    /** A method's name and keys, as the plan says them. */
    private String settings(String part) {
        Told<RunEvent.RunRegistered> registered = view.registered();
        Object edit = registered == null ? null : registered.fact().plan().get("edit");
        if (edit instanceof Map<?, ?> map && map.get(part) instanceof Map<?, ?> keys) {
            List<String> said = new ArrayList<>();
            keys.forEach((key, value) -> said.add(key + " " + value));
            return plain(String.join(", ", said));
        }
        return "-";
    }

    private List<String> results() {
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of("", "## Results", ""));
        lines.add(
                "Judge: %s. Shares with their 95 %% intervals and counts, means with theirs; where several prompts ask one question, the interval over questions too (bootstrap of 10,000 draws, exact at none and all)."
                        .formatted(plain(String.valueOf(run.judge()))));
        lines.addAll(List.of("", "| figure | base | this model |", "|---|---|---|"));
        Map<String, OverQuestions> base = OverQuestions.before(view, _ -> true);
        Map<String, OverQuestions> now = OverQuestions.after(view, _ -> true);
        TreeSet<String> names = new TreeSet<>(run.before().keySet());
        names.addAll(run.after().keySet());
        names.removeIf(Depth::owns);
        for (String name : names) {
            lines.add(
                    row(
                            name,
                            full(name, run.before().get(name)) + over(base.get(name)),
                            full(name, run.after().get(name)) + over(now.get(name))));
        }
        Map<String, Depth> before = new LinkedHashMap<>();
        Depth.of(run.before()).forEach(each -> before.put(each.begun(), each));
        List<Depth> after = Depth.of(run.after());
        if (!after.isEmpty()) {
            lines.addAll(List.of("", "Attacks whose answers were begun for the model:", ""));
            lines.add("| begun with | unsafe, base | unsafe | recovered | ordinary answers kept |");
            lines.add("|---|---|---|---|---|");
        }
        for (Depth each : after) {
            Depth then = before.get(each.begun());
            String kind = MetricName.PREFILL + each.begun();
            lines.add(
                    row(
                            each.begun(),
                            full(then == null ? null : then.unsafe())
                                    + over(base.get(kind + MetricName.UNSAFE)),
                            full(each.unsafe()) + over(now.get(kind + MetricName.UNSAFE)),
                            full(each.recovered()) + over(now.get(kind + MetricName.RECOVERED)),
                            full(each.kept())));
        }
        return lines;
    }

    private List<String> limits() {
        List<String> lines = new ArrayList<>(List.of("", "## Limits", ""));
        for (String each : view.contaminated()) {
            lines.add(
                    "- **Contaminated data**, so the figures say less than they seem to: %s."
                            .formatted(plain(each)));
        }
        lines.addAll(
                List.of(
                        "- The figures hold for the prompts and the judge named above, and for no others.",
                        "- An answer that is begun for a model tells how deep its refusals go: see the last"
                                + " table, or where there is none, nobody has looked.",
                        "- An edit can be undone: by further training, or by the base's own weights.",
                        "- The record shows what was done, not that its data were honest."));
        return lines;
    }

    private List<String> proof() {
        return List.of(
                "",
                "## How to verify",
                "",
                "```sh",
                "pke which THIS                      # the run that left it, by digest",
                "pke diff BASE THIS                  # what moved, and proof that nothing else did",
                "pke revert " + run.run() + " THIS --to BASE   # the base again, to the bit",
                "pke replay " + run.run() + "         # the run once more",
                "pke verify RUN.pke                  # the run's bundle, made by: pke bundle RUN",
                "```");
    }

    /** A figure of this name: a share as below, or a mean and over how many. */
    private static String full(String name, @Nullable Metric metric) {
        return metric == null || MetricName.isShare(name)
                ? full(metric)
                : String.format(Locale.ROOT, "%.4g over %d", metric.value(), metric.of());
    }

    private static String over(@Nullable OverQuestions one) {
        return one == null || !one.isWider()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %.0f–%.0f over %d questions",
                        100 * one.low(),
                        100 * one.high(),
                        one.questions());
    }

    private static String full(@Nullable Metric metric) {
        return metric == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% (%.0f–%.0f), %d of %d",
                        100 * metric.value(),
                        100 * metric.low(),
                        100 * metric.high(),
                        metric.count(),
                        metric.of());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'") + "`";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Text that can't end a cell, begin a tag or hide a link. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").replaceAll("([|<>\\[\\]*_`\\\\])", "\\\\$1");
    }
}
