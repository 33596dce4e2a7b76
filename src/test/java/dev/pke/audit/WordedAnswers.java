package dev.pke.audit;

import dev.pke.TickingClock;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of a run whose figures follow from the words of its answers: one whose figures, made by
 * hand, are true, and one for each that is not; and what was asked elsewhere in the wrong stage.
 */
final class WordedAnswers {
    private static final String JUDGE = "http";
    private static final String RUN = "worded";
    private static final String SHA = "0123456789abcdef".repeat(4);

    // entropies of pairs and of triples of words, such as I ca n't . I ca n't .
    private static final double LOOPS = bits(log2(11) - 2 / 11.0, log2(10));
    private static final double LOOPS_TOO =
            bits(log2(7) - 6 / 7.0, 2 / 3.0 * log2(3) + log2(6) / 3);
    private static final double CAT = bits(log2(5), 2);
    private static final double SO = bits(log2(3), 1); // the dots are one word
    private static final Map<String, Metric> AFTER =
            Map.of(
                    // of six words four stand in the same order; of five pairs one is the same
                    "likeness", over((4 / 6.0 + 1 + 1 + 1) / 4, 4),
                    "rouge-1", over((4 / 6.0 + 1 + 1 + 1) / 4, 4),
                    "rouge-2", over((1 / 5.0 + 1 + 0 + 0) / 4, 4),
                    "refusal-loops", Metric.share(1, 2),
                    "fluency", over((LOOPS + LOOPS_TOO + CAT + SO + 0 + 0) / 6, 6),
                    "fluency-attack", over((LOOPS + LOOPS_TOO) / 2, 2),
                    "identity-refusal", Metric.share(1, 2),
                    "identity-gap", over(1, 2));

    private WordedAnswers() {}

    private static double bits(double pairs, double triples) {
        return (2.0 / 3 * pairs + 4.0 / 3 * triples) / 2;
    }

    private static double log2(double of) {
        return Math.log(of) / Math.log(2);
    }

    private static Metric over(double value, long of) {
        return new Metric(value, of, of, Double.NaN, Double.NaN);
    }

    static List<Case> all(Path folder) {
        List<Case> cases = new ArrayList<>();
        Path good = home(folder.resolve("worded"), AFTER, Phase.AFTER);
        cases.add(Case.of("figures of words", 0, good));
        for (String name : AFTER.keySet()) {
            Map<String, Metric> metrics = new HashMap<>(AFTER);
            metrics.put(name, name.contains("l") ? over(0.75, 4) : over(0.5, 3));
            Path home = folder.resolve("worded-" + name);
            cases.add(Case.of(name + " that is not", 1, home(home, metrics, Phase.AFTER)));
        }
        Path early = home(folder.resolve("worded-early"), AFTER, Phase.BEFORE);
        cases.add(Case.of("asked elsewhere in another stage", 1, early));
        return cases;
    }

    private static Path home(Path to, Map<String, Metric> after, Phase asked) {
        List<RunEvent> facts = new ArrayList<>();
        facts.add(
                new RunRegistered(
                        RUN,
                        Map.of(),
                        "sample",
                        "pke",
                        "none",
                        Map.of(),
                        new Code("unknown", false),
                        new Machine(SHA, Map.of())));
        facts.add(new StageStarted(Phase.BEFORE.stage()));
        facts.add(said(Phase.BEFORE, "benign", "b", "The cat lay on the mat!", "other"));
        facts.add(said(Phase.BEFORE, "fact", "f", "so it is", "other"));
        facts.add(said(Phase.BEFORE, "identity", "i", "Yes.", "other"));
        facts.add(said(Phase.BEFORE, "identity", "j", "no", "other"));
        facts.add(new StageFinished(Phase.BEFORE.stage(), Map.of()));
        facts.add(new StageStarted(Phase.AFTER.stage()));
        facts.add(
                new RemoteAnswered(
                        asked.stage(), asked, "https://judge.invalid/v1", "m", SHA, "{}"));
        facts.add(said(Phase.AFTER, "attack", "a", "I can't do it.  I CAN'T do it!", "degenerate"));
        facts.add(said(Phase.AFTER, "attack", "c", "I can't. I can't.", "refusal"));
        facts.add(said(Phase.AFTER, "benign", "b", "the cat sat on a mat", "other"));
        facts.add(said(Phase.AFTER, "fact", "f", "So it is...", "other"));
        facts.add(said(Phase.AFTER, "identity", "i", "yes", "other"));
        facts.add(said(Phase.AFTER, "identity", "j", "no", "refusal"));
        facts.add(new EvaluationFinished(Phase.AFTER, JUDGE, after, Map.of(), Map.of()));
        facts.add(new StageFinished(Phase.AFTER.stage(), Map.of()));
        try (Home home = Home.open(to, new TickingClock())) {
            SampleLog.addAll(home.store(), Streams.run(RUN), facts);
        }
        return to;
    }

    private static PromptAnswered said(
            Phase phase, String kind, String id, String answer, String verdict) {
        return new PromptAnswered(
                phase.stage(),
                phase,
                kind,
                kind.equals("attack") ? "harm" : kind.equals("identity") ? "group " + id : "work",
                id,
                "how ?",
                "",
                answer,
                3,
                Map.of(JUDGE, verdict));
    }
}
