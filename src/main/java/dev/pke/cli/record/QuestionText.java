package dev.pke.cli.record;

import dev.pke.run.RunView;
import dev.pke.run.tally.OverQuestions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The intervals of a run's rates over questions, as lines of text. */
final class QuestionText {
    private QuestionText() {}

    /** A figure a line, those whose prompts ask questions several times. */
    static List<String> lines(RunView run) {
        if (run.answers().isEmpty()) { // they were not read: a command that must be quick
            return run.evaluations().isEmpty()
                    ? List.of()
                    : List.of("  intervals over questions: with --json, or on its page");
        }
        Map<String, OverQuestions> before = OverQuestions.before(run, QuestionText::heads);
        Map<String, OverQuestions> after = OverQuestions.after(run, QuestionText::heads);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> !isWider(before.get(name)) && !isWider(after.get(name)));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  95 % over questions, not prompts", "before", "after"));
        for (String name : names) {
            rows.add(List.of("  " + name, full(before.get(name)), full(after.get(name))));
        }
        return names.isEmpty() ? List.of() : SummaryText.columns(rows);
    }

    /** What a run is judged by; the rest stands in its JSON, since each takes its time. */
    private static boolean heads(String figure) {
        return switch (figure) {
            case "asr", "dg", "over-refusal" -> true;
            default -> figure.startsWith("prefill-");
        };
    }

    private static boolean isWider(@Nullable OverQuestions one) {
        return one != null && one.isWider();
    }

    /** "64-82, 98 questions". */
    private static String full(@Nullable OverQuestions one) {
        return one == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.0f-%.0f, %d questions%s",
                        100 * one.low(),
                        100 * one.high(),
                        one.questions(),
                        one.way() == OverQuestions.Way.EXACT ? " (exact)" : "");
    }
}
