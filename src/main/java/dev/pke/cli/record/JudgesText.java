package dev.pke.cli.record;

import dev.pke.measure.Kappa;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.Agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a run's judges agree, as lines of text. */
final class JudgesText {
    /** Disputed answers shown; their count is told in any case. */
    private static final int SHOWN = 10;

    private JudgesText() {}

    static List<String> lines(RunView run) {
        List<String> lines = new ArrayList<>();
        for (Agreement each : Agreement.of(run)) {
            Kappa kappa = each.kappa();
            String value =
                    Double.isNaN(kappa.value())
                            ? "no kappa: both said one word throughout"
                            : String.format(Locale.ROOT, "Cohen's kappa %.3f", kappa.value());
            lines.add(
                    "  judges %s and %s: alike on %d of %d answers, %s"
                            .formatted(
                                    each.first(),
                                    each.second(),
                                    kappa.agreed(),
                                    kappa.of(),
                                    value));
            each.disputed().stream().limit(SHOWN).forEach(one -> lines.add(line(one, each)));
            if (each.disputed().size() > SHOWN) {
                lines.add("    ... and %d more".formatted(each.disputed().size() - SHOWN));
            }
        }
        return lines;
    }

    private static String line(Told<PromptAnswered> one, Agreement judges) {
        PromptAnswered answer = one.fact();
        return "    %d %s %s: %s, %s"
                .formatted(
                        one.position(),
                        answer.phase().wire(),
                        answer.promptId(),
                        answer.verdicts().get(judges.first()),
                        answer.verdicts().get(judges.second()));
    }
}
