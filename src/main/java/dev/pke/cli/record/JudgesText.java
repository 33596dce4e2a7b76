package dev.pke.cli.record;

import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.Agreement;
import dev.pke.run.tally.AgreementForms;

import java.util.ArrayList;
import java.util.List;

/** How far a run's judges agree, as lines of text. */
final class JudgesText {
    /** Disputed answers shown; their count is told in any case. */
    private static final int SHOWN = 10;

    private JudgesText() {}

    static List<String> lines(RunView run) {
        List<String> lines = new ArrayList<>();
        for (Agreement each : Agreement.of(run)) {
            lines.add("  judges " + AgreementForms.said(each));
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
