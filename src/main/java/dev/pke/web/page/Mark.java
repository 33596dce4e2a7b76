package dev.pke.web.page;

import dev.pke.run.RunSummary;
import dev.pke.run.word.ReplayVerdict;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands wherever a run's name stands, because its figures must not be read without it: how
 * its replay ended and that its edit broke the model.
 *
 * @param css good, warn or bad
 */
public record Mark(String css, String words, String meaning) {
    static List<Mark> of(RunSummary run) {
        List<Mark> marks = new ArrayList<>();
        if (Headline.isBroken(run)) {
            marks.add(
                    new Mark(
                            "bad",
                            "broke the model",
                            "many answers are babble: its attack success says nothing good"));
        }
        ReplayVerdict replay = run.review().replay();
        if (replay != null) {
            marks.add(of(replay));
        }
        return List.copyOf(marks);
    }

    static Mark of(ReplayVerdict replay) {
        return switch (replay) {
            case PASS_BIT_EQUAL ->
                    new Mark(
                            "good", "replayed bit for bit", "done again, every event was the same");
            case PASS_WITHIN_TOLERANCE ->
                    new Mark(
                            "good",
                            "replayed within tolerance",
                            "done again, every figure was within the plan's tolerance");
            case FAIL ->
                    new Mark(
                            "bad",
                            "replay differs",
                            "done again, it came out otherwise: don't trust its figures");
            case INCONCLUSIVE ->
                    new Mark(
                            "warn",
                            "replay inconclusive",
                            "it could not be done again under the conditions it was recorded in");
        };
    }
}
