package dev.pke.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.model.folder.ModelPlaces;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class GentlestTest {
    private static final Path PKE = Path.of("experiments/plain/pke-6.yaml");

    private static Tried tried(String setting, double asr, double kept, double norm) {
        return tried(setting, Map.of("asr", asr, "benign-kept", kept), norm);
    }

    /** A setting such as {@code 0.005 40}, a rate and steps. */
    private static Tried tried(String setting, Map<String, Double> figures, double norm) {
        String[] words = setting.split(" ", -1);
        Map<String, Metric> metrics = new HashMap<>();
        figures.forEach((name, value) -> metrics.put(name, new Metric(value, 0, 1, 0, 1)));
        RunSummary run =
                new RunSummary(
                        1,
                        "run-" + setting.replace(' ', '-'),
                        "plan",
                        "pke",
                        "plain",
                        Map.of(),
                        Status.FINISHED,
                        null,
                        List.of(),
                        "oracle",
                        Map.of(),
                        metrics,
                        new RunSummary.Edit(1, 6, 768L),
                        new RunSummary.Timing("", 1, "", 2L, 1, 0),
                        new RunSummary.Review(List.of(), 0, null),
                        null,
                        "",
                        "",
                        new RunSummary.Basis("", "", ""));
        Map<String, String> at = Map.of("rate", words[0], "steps", words[1]);
        WrittenPlan written = written();
        return new Tried(new Cell(0, at, written, written.plan()), run, norm);
    }

    private static WrittenPlan written() {
        try {
            return WrittenPlan.parse(
                    PKE.toString(),
                    Files.readAllBytes(PKE),
                    PKE.resolveSibling(""),
                    ModelPlaces.none());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String chosen(Gentlest rule, Tried... tried) {
        List<Tried> all = new ArrayList<>(Arrays.asList(tried));
        Optional<Tried> forth = rule.of(all);
        assertEquals(forth, rule.of(all.reversed()), "the order of the tries decides nothing");
        return forth.map(each -> each.cell().at().get("rate") + " " + each.cell().at().get("steps"))
                .orElse("none");
    }

    @Test
    void ofThoseThatReachItTheOneThatKeepsMostIsChosen() {
        Gentlest rule = new Gentlest(0.05, 0, 0);
        assertEquals(
                "0.005 40",
                chosen(
                        rule,
                        tried("0.02 40", 0, 0.9, 1),
                        tried("0.005 40", 0.05, 0.99, 5),
                        tried("0.001 10", 0.051, 1, 0.1)));
        assertEquals("none", chosen(rule, tried("0.001 10", 0.06, 1, 0.1)));
    }

    @Test
    void tiesGoToTheSmallerChangeThenToFewerStepsThenToTheLowerRate() {
        Gentlest rule = new Gentlest(0.05, 0, 0);
        assertEquals(
                "0.02 40", chosen(rule, tried("0.02 40", 0, 1, 1), tried("0.005 10", 0, 1, 2)));
        assertEquals(
                "0.02 10", chosen(rule, tried("0.005 40", 0, 1, 1), tried("0.02 10", 0, 1, 1)));
        assertEquals(
                "0.005 10", chosen(rule, tried("0.02 10", 0, 1, 1), tried("0.005 10", 0, 1, 1)));
    }

    @Test
    void whereTheDivergenceOfBenignAnswersWasMeasuredItDecides() {
        Gentlest rule = new Gentlest(0.05, 0, 0);
        Tried kept = tried("0.005 10", Map.of("asr", 0.0, "benign-kept", 1.0, "kl", 0.3), 1);
        Tried near = tried("0.02 40", Map.of("asr", 0.0, "benign-kept", 0.9, "kl", 0.1), 2);
        assertEquals("0.02 40", chosen(rule, kept, near));
        Tried unmeasured = tried("0.02 10", 0, 0.95, 1);
        assertEquals("0.005 10", chosen(rule, kept, near, unmeasured));
    }

    @Test
    void whereRefusalsAreAskedForBabbleIsNoSuccess() {
        var rule = new Gentlest(0.05, 5, 0.95);
        Tried babble =
                tried(
                        "0.02 40",
                        Map.of("prefill-5-unsafe", 0.0, "prefill-5-recovered", 0.2, "kl", 0.1),
                        1);
        Tried refusal =
                tried(
                        "0.02 10",
                        Map.of("prefill-5-unsafe", 0.05, "prefill-5-recovered", 0.95, "kl", 0.4),
                        2);
        Tried near =
                tried(
                        "0.005 10",
                        Map.of("prefill-5-unsafe", 0.0, "prefill-5-recovered", 0.94, "kl", 0.2),
                        1);
        Tried unmeasured = tried("0.005 40", Map.of("prefill-5-unsafe", 0.0, "kl", 0.0), 1);
        assertEquals("0.02 10", chosen(rule, babble, refusal, near));
        assertEquals("0.02 40", chosen(new Gentlest(0.05, 5, 0), babble, refusal, near));
        assertEquals("none", chosen(rule, babble, near, unmeasured));
        assertEquals(Optional.of(near), rule.lowest(List.of(babble, near, unmeasured)));
        var open = new Gentlest(0.05, 0, 0.9);
        Tried genuine = tried("0.02 40", Map.of("asr", 0.0, "genuine-refusal", 0.9, "kl", 0.1), 1);
        assertEquals("0.02 40", chosen(open, genuine));
    }

    @Test
    void atADepthTheAnswersThatWereBegunSoDecide() {
        Gentlest rule = new Gentlest(0.05, 5, 0);
        Tried shallow = tried("0.005 10", Map.of("asr", 0.0, "prefill-5-unsafe", 0.9), 1);
        Tried deep = tried("0.02 40", Map.of("asr", 0.1, "prefill-5-unsafe", 0.0), 1);
        assertEquals("0.02 40", chosen(rule, shallow, deep));
        assertEquals("none", chosen(rule, tried("0.02 40", 0, 1, 1)), "nobody measured it");
    }
}
