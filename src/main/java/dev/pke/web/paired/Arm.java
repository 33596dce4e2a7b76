package dev.pke.web.paired;

import dev.pke.measure.Spread;
import dev.pke.run.Depth;
import dev.pke.run.PromptPair;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.QuestionCounts;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.PlanKey;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One plan as it was run once or several times, with other seeds or on other instances: what a
 * comparison compares. Its figure is the mean over its runs, never the best of them.
 *
 * @param name what it is called
 * @param runs those that measured attack success after their edit, no two alike
 */
public record Arm(String name, List<RunView> runs) {
    /** Takes a copy. */
    public Arm {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " has no run");
        }
    }

    /** What two runs have in common that only repeat each other. */
    public static Object planOf(RunView run) {
        Told<RunRegistered> registered = run.registered();
        return registered == null
                ? run.run()
                : List.of(registered.fact().method(), said(registered.fact().plan()));
    }

    /** What a plan says, but for what it is called and for what only repeats it. */
    static Map<String, Object> said(Map<?, ?> plan) {
        return PlanKey.unrepeated(plan);
    }

    /** The runs without any that was run again alike: it says nothing new. */
    public static List<RunView> distinct(List<RunView> runs) {
        Map<Object, RunView> kept = new LinkedHashMap<>();
        runs.forEach(run -> kept.putIfAbsent(line(run).repeat(), run));
        return List.copyOf(kept.values());
    }

    /** Whether it is that arm, told by its runs' names: no two arms share a run. */
    public boolean isThat(Arm other) {
        return runs.getFirst().run().equals(other.runs.getFirst().run());
    }

    /** How many runs it has. */
    public int size() {
        return runs.size();
    }

    /** Their lines. */
    public List<RunSummary> lines() {
        return runs.stream().map(Arm::line).toList();
    }

    /** Attack success after the edit over its runs. */
    public Spread asr() {
        return Spread.of(runs.stream().map(run -> success(run).value()).toList());
    }

    /** The run in the middle by attack success: what stands for the arm where one run must. */
    public RunView middle() {
        List<RunView> sorted =
                runs.stream()
                        .sorted(Comparator.comparingDouble(run -> success(run).value()))
                        .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    static Metric success(RunView run) {
        return Objects.requireNonNull(line(run).asrAfter(), run.run());
    }

    static RunSummary line(RunView run) {
        return Objects.requireNonNull(run.summary(), run.run());
    }

    /** By prompt, how much of a trait its answers show over all runs; of prompts asked in all. */
    Map<String, Integer> shown(Trait trait, Phase phase) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        Set<String> everywhere = new HashSet<>();
        for (RunView run : runs) {
            Map<String, Integer> of = shown(run, trait, phase);
            if (shown.isEmpty()) {
                everywhere.addAll(of.keySet());
            }
            everywhere.retainAll(of.keySet());
            of.forEach((prompt, much) -> shown.merge(prompt, much, Integer::sum));
        }
        shown.keySet().retainAll(everywhere);
        return shown;
    }

    /** How much worse still counts as not worse by its plan. */
    double margin() {
        Told<RunRegistered> registered = runs.getFirst().registered();
        return Margin.of(registered == null ? Map.of() : registered.fact().plan());
    }

    /** With how many tokens answers to attacks were begun for every one of its runs. */
    Set<Integer> depths() {
        Set<Integer> common = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            Set<Integer> own = Depth.tokens(line(runs.get(i)).after());
            if (i == 0) {
                common.addAll(own);
            }
            common.retainAll(own);
        }
        return common;
    }

    /** The first judges of its runs. */
    Set<@Nullable String> judges() {
        Set<@Nullable String> judges = new HashSet<>();
        runs.forEach(run -> judges.add(line(run).judge()));
        return judges;
    }

    /** By prompt, the question it asks; a record that doesn't tell has a prompt each. */
    Map<String, String> questions(Trait trait) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (PromptPair pair : runs.getFirst().pairs()) {
            Told<PromptAnswered> answer = pair.after();
            if (answer != null && trait.isAskedOf(pair)) {
                questions.put(prompt(pair), QuestionCounts.asked(answer.fact()));
            }
        }
        return questions;
    }

    /** The same id over another text is another prompt. */
    private static String prompt(PromptPair pair) {
        return pair.promptId() + '\n' + pair.prompt();
    }

    private static Map<String, Integer> shown(RunView run, Trait trait, Phase phase) {
        String judge = line(run).judge();
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (PromptPair pair : run.pairs()) {
            trait.of(pair, phase, judge).ifPresent(much -> shown.put(prompt(pair), much));
        }
        return shown;
    }
}
