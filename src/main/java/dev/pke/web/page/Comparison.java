package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The small sentences of a comparison: what it is over, and what to be careful about. */
final class Comparison {
    private Comparison() {}

    /** "8 runs on specimen/plain, 54 attacked prompts, judged by specimen-oracle". */
    static String under(List<RunSummary> runs) {
        if (runs.isEmpty()) {
            return "";
        }
        var models = new TreeSet<String>();
        var judges = new TreeSet<String>();
        var prompts = new TreeSet<Long>();
        for (RunSummary run : runs) {
            models.add(run.model());
            Metric asr = asr(run);
            if (run.judge() != null && asr != null) {
                judges.add(run.judge());
                prompts.add(asr.of());
            }
        }
        var text = new StringBuilder();
        text.append(runs.size()).append(runs.size() == 1 ? " run on " : " runs on ");
        text.append(String.join(" and ", models));
        if (!prompts.isEmpty()) {
            text.append(", ")
                    .append(String.join(" or ", prompts.stream().map(FigureText::count).toList()))
                    .append(" attacked prompts, judged by ")
                    .append(String.join(" and ", judges));
        }
        return text.append('.').toString();
    }

    /** Attack success as it stands: after the edit, before it where there is none or none yet. */
    static @Nullable Metric asr(RunSummary run) {
        return run.asrAfter() == null ? run.asrBefore() : run.asrAfter();
    }

    /** What the model is known by that a run began from: its digest, or until then its name. */
    static String modelOf(ViewedRun viewed) {
        Told<ModelFingerprinted> base = viewed.view().base();
        RunSummary run = viewed.view().summary();
        return base != null ? base.fact().digest() : run == null ? "" : run.model();
    }

    /** What keeps the figures from being held against each other. */
    static List<String> cautions(
            List<ViewedRun> views, List<ListedRun> listed, List<String> names) {
        List<RunSummary> runs = listed.stream().map(ListedRun::summary).toList();
        List<String> cautions = new ArrayList<>();
        Set<Long> prompts = new HashSet<>();
        Set<String> judges = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            RunSummary run = runs.get(i);
            Metric asr = asr(run);
            if (asr != null && run.judge() != null) {
                prompts.add(asr.of());
                judges.add(run.judge());
            }
            if (run.review().replay() == ReplayVerdict.FAIL) {
                cautions.add(
                        names.get(i)
                                + " did not come out the same when it was done again: don't trust"
                                + " its figures.");
            }
            if (listed.get(i).origin() != null) {
                cautions.add(
                        names.get(i)
                                + ": recorded elsewhere; this server can't know who did or whether"
                                + " it was done.");
            }
            if (run.status() == Status.FAILED) {
                cautions.add(
                        names.get(i) + " failed: " + Headline.brief(String.valueOf(run.error())));
            } else if (Headline.isBroken(run)) {
                cautions.add(
                        names.get(i) + " broke the model in part: many answers are degenerate.");
            }
        }
        cautions.addAll(contaminated(views, names));
        if (prompts.size() > 1 || judges.size() > 1) {
            cautions.add("These runs were not measured alike: prompts or judges differ.");
        }
        if (differ(views, Comparison::template)) {
            cautions.add("These runs did not ask alike: not all through a chat template.");
        }
        if (differ(views, each -> planned(each, "edit", "suffix"))) {
            cautions.add("These edits did not learn from prompts put alike: suffixes differ.");
        }
        return cautions;
    }

    /** Whether runs that say something say different things. */
    private static boolean differ(List<ViewedRun> views, Function<ViewedRun, String> said) {
        return views.stream().map(said).filter(each -> !each.isEmpty()).distinct().count() > 1;
    }

    /** Whether prompts went through a chat template, "on" or "off": none do where it has none. */
    private static String template(ViewedRun viewed) {
        RunSummary run = viewed.view().summary();
        boolean bare = run != null && run.latest().containsKey(MetricName.PROMPTS_BARE);
        return bare ? "off" : planned(viewed, "evaluation", "generation", "template");
    }

    /** What a run's plan says at a path; "" where it says nothing, as of edits in one without. */
    private static String planned(ViewedRun viewed, String... path) {
        Object at = ComparePage.plan(viewed);
        for (String key : path) {
            at = at instanceof Map<?, ?> part ? part.get(key) : null;
        }
        return at == null ? "" : at.toString();
    }

    /** Whose data overlap what they must not: a line for all that share a finding, as seeds do. */
    private static List<String> contaminated(List<ViewedRun> views, List<String> names) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (int i = 0; i < views.size(); i++) {
            String said = String.join("; ", views.get(i).view().contaminated());
            found.computeIfAbsent(said, _ -> new ArrayList<>()).add(names.get(i));
        }
        found.remove("");
        List<String> lines = new ArrayList<>();
        found.forEach((said, whose) -> {
            String who = whose.size() == names.size() ? "all of these runs" : listed(whose);
            lines.add("Contaminated data of " + who + ": " + said + ".");
        });
        return lines;
    }

    /** The loss term that stands for the safe answer, as the methods name it. */
    static String safeTerm(Set<String> terms) {
        for (String name : List.of("safe", "nll", "edit", "total", "loss")) {
            if (terms.contains(name)) {
                return name;
            }
        }
        return terms.stream().sorted().findFirst().orElse("total");
    }

    /** "All of block 5." or "6 neurons in blocks 4 and 5, outlined." */
    static String regionsSaid(RunView run) {
        Told<ModelFingerprinted> base = run.base();
        if (run.regions().isEmpty() || base == null) {
            return "No region was chosen.";
        }
        int neurons = 0;
        boolean whole = true;
        List<String> blocks = new ArrayList<>();
        for (Told<RegionChosen> each : run.regions()) {
            RegionChosen region = each.fact();
            neurons += region.neurons().size();
            whole &= region.neurons().size() == base.fact().neuronsPerBlock();
            blocks.add(Integer.toString(region.block()));
        }
        String where = (blocks.size() == 1 ? "block " : "blocks ") + listed(blocks);
        return whole
                ? "All of " + where + "."
                : FigureText.count(neurons)
                        + (neurons == 1 ? " neuron in " : " neurons in ")
                        + where
                        + ".";
    }

    private static String listed(List<String> words) {
        if (words.size() == 1) {
            return words.getFirst();
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
