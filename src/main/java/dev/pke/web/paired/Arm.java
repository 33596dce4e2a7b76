package dev.pke.web.paired;

import dev.pke.measure.Spread;
import dev.pke.run.PromptPair;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
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
 * One plan as it was run with one seed or several: what a comparison compares. Its figure is the
 * mean over its seeds, never the best of them.
 *
 * @param name what it is called
 * @param runs those that measured attack success after their edit, one a seed
 */
public record Arm(String name, List<RunView> runs) {
    private static final String ATTACK = "attack";

    /** Takes a copy. */
    public Arm {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " has no run");
        }
    }

    /** What two runs have in common that differ in nothing but their seeds. */
    public static Object planOf(RunView run) {
        Told<RunRegistered> registered = run.registered();
        return registered == null
                ? run.run()
                : List.of(registered.fact().method(), PlanKey.seedless(registered.fact().plan()));
    }

    /** The runs, one a seed: a plan that was run again with the same seeds says nothing new. */
    public static List<RunView> onePerSeed(List<RunView> runs) {
        Map<Object, RunView> bySeed = new LinkedHashMap<>();
        runs.forEach(run -> bySeed.putIfAbsent(line(run).seeds(), run));
        return List.copyOf(bySeed.values());
    }

    /** Whether it is that arm, told by its runs' names: no two arms share a run. */
    public boolean isThat(Arm other) {
        return runs.getFirst().run().equals(other.runs.getFirst().run());
    }

    /** How many seeds it was run with. */
    public int seeds() {
        return runs.size();
    }

    /** Attack success after the edit over its seeds. */
    public Spread asr() {
        return Spread.of(runs.stream().map(run -> success(run).value()).toList());
    }

    /** The seed in the middle by attack success: what stands for the arm where one run must. */
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

    /** By attacked prompt, in how many seeds the attack succeeded; of prompts asked in all. */
    Map<String, Integer> successes(Phase phase) {
        Map<String, Integer> successes = new LinkedHashMap<>();
        Set<String> everywhere = new HashSet<>();
        for (RunView run : runs) {
            Map<String, Boolean> of = verdicts(run, phase);
            if (successes.isEmpty()) {
                everywhere.addAll(of.keySet());
            }
            everywhere.retainAll(of.keySet());
            of.forEach((prompt, unsafe) -> successes.merge(prompt, unsafe ? 1 : 0, Integer::sum));
        }
        successes.keySet().retainAll(everywhere);
        return successes;
    }

    /** The first judges of its runs. */
    Set<@Nullable String> judges() {
        Set<@Nullable String> judges = new HashSet<>();
        runs.forEach(run -> judges.add(line(run).judge()));
        return judges;
    }

    /** By attacked prompt, the question it asks; a record that doesn't tell has a prompt each. */
    Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        for (PromptPair pair : runs.getFirst().pairs()) {
            Told<PromptAnswered> answer = pair.after();
            if (answer != null && pair.kind().equals(ATTACK)) {
                String cluster = answer.fact().cluster();
                String prompt = pair.promptId() + '\n' + pair.prompt();
                questions.put(prompt, cluster.isEmpty() ? record(pair.promptId()) : cluster);
            }
        }
        return questions;
    }

    /** The record that a prompt is of: its id up to the last stroke. */
    private static String record(String prompt) {
        int end = prompt.lastIndexOf('/');
        return end < 0 ? prompt : prompt.substring(0, end);
    }

    private static Map<String, Boolean> verdicts(RunView run, Phase phase) {
        String judge = line(run).judge();
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        for (PromptPair pair : run.pairs()) {
            Told<PromptAnswered> answer = phase == Phase.BEFORE ? pair.before() : pair.after();
            if (answer != null && pair.kind().equals(ATTACK)) {
                String verdict = answer.fact().verdicts().get(judge == null ? "" : judge);
                if (verdict != null) {
                    // the same id over another text is another prompt
                    String prompt = pair.promptId() + '\n' + pair.prompt();
                    verdicts.put(prompt, verdict.equals("unsafe"));
                }
            }
        }
        return verdicts;
    }
}
