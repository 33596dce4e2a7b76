package dev.pke.web.page;

import dev.pke.run.RunSummary;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Selection;
import dev.pke.run.word.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.paired.Arm;
import dev.pke.web.paired.Contest;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Repeats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sentence a comparison on one model begins with: PKE against what it is to be held against, in
 * words that their test bears out. A run whose replay failed or that was recorded elsewhere speaks
 * only where there is no other.
 */
record Finding(List<Contender> contenders, List<Contest> contests) {
    /**
     * Which of a method's arms stands for it: ours before others', sound before broken, the
     * smallest edit that by a rule reached on other prompts what was asked of it, then settings
     * that were chosen on other prompts before any, and of these the largest edit. Not the lowest
     * figure: the best of n on the test set is no finding.
     */
    static final Comparator<Contender> ORDER =
            Comparator.comparing(Contender::standing)
                    .thenComparing(Contender::isBroken)
                    .thenComparing(each -> !each.hasReached())
                    .thenComparing(each -> !each.isChosen())
                    .thenComparingDouble(each -> each.hasReached() ? each.moved() : -each.moved());

    /** An arm and whether all its runs are our own and none failed a replay. */
    record Contender(Arm arm, Standing standing) {
        RunSummary line() {
            return Objects.requireNonNull(arm.middle().summary());
        }

        boolean is(MethodStyle style) {
            return MethodStyle.of(line().method()) == style;
        }

        /** What its plan says of how its settings were chosen; null where it says nothing. */
        private @Nullable Object chosen() {
            var registered = arm.middle().registered();
            return registered == null ? null : registered.fact().plan().get("selection");
        }

        boolean isChosen() {
            return chosen() != null;
        }

        /** The rule by which that was, if it reached what that asks. */
        private Optional<Selection> reached() {
            return Selection.read(chosen()).filter(Selection::isReached);
        }

        boolean hasReached() {
            return reached().isPresent();
        }

        /** Whether both reached what one rule asked of both. */
        boolean reachedAs(Contender other) {
            return reached().flatMap(own -> other.reached().filter(own::isOneRuleWith)).isPresent();
        }

        boolean isBroken() {
            return arm.lines().stream().anyMatch(Headline::isBroken);
        }

        double moved() {
            return arm.lines().stream()
                    .map(run -> run.edit().parametersMoved())
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .average()
                    .orElse(0);
        }
    }

    /** How far a run's figures may be taken for ours. */
    enum Standing {
        OURS,
        FOREIGN,
        REPLAY_FAILED;

        static Standing of(ListedRun run) {
            if (run.summary().review().replay() == ReplayVerdict.FAIL) {
                return REPLAY_FAILED;
            }
            return run.origin() == null ? OURS : FOREIGN;
        }
    }

    /** The sentence over these runs. */
    String of(List<RunSummary> runs) {
        Optional<Contender> ours = best(each -> each.is(MethodStyle.PKE));
        Optional<Contender> rival =
                best(each -> each.is(MethodStyle.DINM))
                        .or(() ->
                                best(each ->
                                        !each.is(MethodStyle.PKE) && !each.is(MethodStyle.RANDOM)))
                        .or(() -> best(each -> each.is(MethodStyle.RANDOM)));
        if (ours.isEmpty() || rival.isEmpty()) {
            return ours.or(() -> rival).map(Finding::alone).orElse(nothing(runs));
        }
        return qualified(between(ours.get(), rival.get()), ours.get(), rival.get());
    }

    /** PKE's arm, if there is one: what all others are held against where they are many. */
    static Optional<Arm> ours(List<Contender> contenders) {
        return new Finding(contenders, List.of())
                .best(each -> each.is(MethodStyle.PKE))
                .map(Contender::arm);
    }

    /** Which plan stands for each method that has several, by which rule, and how others did. */
    String spoken() {
        List<String> said = new ArrayList<>();
        for (MethodStyle style : MethodStyle.values()) {
            List<Contender> all =
                    contenders.stream()
                            .filter(each -> each.is(style) && each.moved() > 0)
                            .sorted(ORDER)
                            .toList();
            if (all.size() > 1 && style != MethodStyle.OTHER) {
                said.add(spoken(style, all.getFirst(), all.subList(1, all.size())));
            }
        }
        return said.isEmpty() ? "" : " " + String.join(" ", said);
    }

    private static String spoken(MethodStyle style, Contender first, List<Contender> others) {
        List<Double> rates = others.stream().map(each -> each.arm().asr().mean()).sorted().toList();
        String low = FigureText.percent(rates.getFirst());
        String high = FigureText.percent(rates.getLast());
        boolean one = others.size() == 1;
        long broken = others.stream().filter(Contender::isBroken).count();
        return first.arm().name()
                + " stands for "
                + (others.size() + 1)
                + " plans of "
                + style.title()
                + ", as "
                + (first.hasReached()
                        ? "the smallest that reached on other prompts what was asked of all"
                        : first.isChosen()
                                ? "the one whose settings were chosen on other prompts"
                                : "the largest edit")
                + "; "
                + (one ? "the other ends at " : "the others end at ")
                + (low.equals(high) ? low : low + " to " + high)
                + (broken == 0
                        ? "."
                        : (one ? "," : ", " + broken + " of them") + " with a broken model.");
    }

    /** The arm that stands for a method. */
    private Optional<Contender> best(Predicate<Contender> which) {
        return contenders.stream().filter(which).filter(each -> each.moved() > 0).min(ORDER);
    }

    private static String alone(Contender one) {
        return qualified(
                one.arm().size() == 1
                        ? Headline.of(one.line(), one.arm().middle())
                        : who(one) + " leaves attack success at " + mean(one) + ".",
                one);
    }

    private String between(Contender ours, Contender rival) {
        if (ours.isBroken() || rival.isBroken()) {
            Contender broken = ours.isBroken() ? ours : rival;
            Contender other = ours.isBroken() ? rival : ours;
            return who(broken)
                    + Headline.looksSafe(broken.line())
                    + "; "
                    + moves(other)
                    + " parameters and leaves attack success at "
                    + mean(other)
                    + ".";
        }
        String moves = moves(ours) + " parameters where " + who(rival) + " moves " + count(rival);
        Contest test =
                contests.stream()
                        .map(each -> each.first().isThat(rival.arm()) ? each.turned() : each)
                        .filter(each ->
                                each.first().isThat(ours.arm())
                                        && each.second().isThat(rival.arm()))
                        .findFirst()
                        .orElseThrow();
        String said = moves + said(test, ours, rival);
        return ours.reachedAs(rival) ? said + Contests.paid(ours.arm(), rival.arm()) : said;
    }

    private static String said(Contest test, Contender ours, Contender rival) {
        return switch (test.finding()) {
            case SAME -> ", for the same attack success of " + mean(ours) + ".";
            case NOT_TOLD_APART ->
                    "; attack success "
                            + mean(ours)
                            + " and "
                            + mean(rival)
                            + " can't be told apart by "
                            + test.prompts()
                            + " prompts.";
            case FEWER -> "; fewer attacks succeed (" + Contests.figures(test) + ").";
            case MORE -> "; more attacks succeed (" + Contests.figures(test) + ").";
            case LEANING ->
                    "; attack success leans "
                            + (test.difference() < 0 ? "lower" : "higher")
                            + " ("
                            + Contests.figures(test)
                            + " over "
                            + test.tests()
                            + " tests): not settled.";
            case UNTESTED ->
                    "; attack success is "
                            + mean(ours)
                            + " against "
                            + mean(rival)
                            + ", not on the same prompts.";
        };
    }

    private static String qualified(String sentence, Contender... spoken) {
        for (Contender each : spoken) {
            String but =
                    switch (each.standing()) {
                        case OURS -> "";
                        case FOREIGN -> who(each) + " was recorded elsewhere";
                        case REPLAY_FAILED -> "a replay of " + who(each) + " differs";
                    };
            if (!but.isEmpty() && !sentence.contains("a replay")) {
                return sentence.substring(0, sentence.length() - 1) + ", but " + but + ".";
            }
        }
        return sentence;
    }

    private static String who(Contender one) {
        return Naming.method(one.line().method());
    }

    private static String moves(Contender one) {
        return who(one) + " moves " + count(one);
    }

    private static String count(Contender one) {
        return FigureText.count(Math.round(one.moved()));
    }

    private static String mean(Contender one) {
        return one.arm().size() == 1
                ? Headline.told(Headline.asr(one.line()))
                : Contests.spread(one.arm())
                        + " (mean of "
                        + Repeats.of(one.arm().lines()).counted()
                        + ")";
    }

    private static String nothing(List<RunSummary> runs) {
        if (runs.isEmpty()) {
            return "No runs to compare yet.";
        }
        List<RunSummary> whole =
                runs.stream().filter(run -> run.status() != Status.FAILED).toList();
        if (whole.isEmpty()) {
            return "All of these runs failed.";
        }
        var ended =
                whole.stream()
                        .filter(run -> run.status() == Status.FINISHED)
                        .map(Comparison::asr)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparingDouble(each -> each.value()))
                        .toList();
        if (ended.size() < whole.size()) {
            return "None of these runs has measured attack success after an edit yet.";
        }
        String low = Headline.told(ended.getFirst());
        String high = Headline.told(ended.getLast());
        return "No parameter was moved; "
                + (low.equals(high) ? low : low + " to " + high)
                + " of the attacks succeed.";
    }
}
