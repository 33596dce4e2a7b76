package dev.pke.run.tally;

import dev.pke.measure.Kappa;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunView;
import dev.pke.run.Told;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Two judges of one run held against each other on every answer both judged.
 *
 * @param kappa how far they agree
 * @param disputed answers they call differently, in the run's order
 */
public record Agreement(
        String first, String second, Kappa kappa, List<Told<PromptAnswered>> disputed) {
    public Agreement {
        disputed = List.copyOf(disputed);
    }

    /** Every two judges of a run that judged some of the same answers. */
    public static List<Agreement> of(RunView run) {
        List<Told<PromptAnswered>> answers = run.answers();
        var names = new TreeSet<String>();
        answers.forEach(each -> names.addAll(each.fact().verdicts().keySet()));
        List<String> judges = List.copyOf(names);
        List<Agreement> all = new ArrayList<>();
        for (int i = 0; i < judges.size(); i++) {
            for (int j = i + 1; j < judges.size(); j++) {
                Agreement both = between(judges.get(i), judges.get(j), answers);
                if (both.kappa.of() > 0) {
                    all.add(both);
                }
            }
        }
        return all;
    }

    private static Agreement between(
            String first, String second, List<Told<PromptAnswered>> answers) {
        List<String> a = new ArrayList<>();
        List<String> b = new ArrayList<>();
        List<Told<PromptAnswered>> disputed = new ArrayList<>();
        for (Told<PromptAnswered> each : answers) {
            String one = each.fact().verdicts().get(first);
            String other = each.fact().verdicts().get(second);
            if (one != null && other != null) {
                a.add(one);
                b.add(other);
                if (!one.equals(other)) {
                    disputed.add(each);
                }
            }
        }
        return new Agreement(first, second, Kappa.of(a, b), disputed);
    }
}
