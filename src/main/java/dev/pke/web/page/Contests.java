package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.paired.Arm;
import dev.pke.web.paired.Contest;
import dev.pke.web.paired.Trait;
import dev.pke.web.seen.Repeats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The panel of tests: every two arms on the same prompts, and the arms with several runs.
 *
 * @param margin by how much more an arm may still count as not worse
 * @param caution that questions are few for that; "" where they are not
 */
public record Contests(
        List<Line> lines, List<Repeated> repeated, int tests, String margin, String caution) {
    private static final int MOST_SHOWN = 60;

    /** What a page shows of them. */
    public List<Line> shown() {
        return lines.subList(0, Math.min(MOST_SHOWN, lines.size()));
    }

    /** How many it does not show. */
    public int more() {
        return lines.size() - shown().size();
    }

    /** One test as words and figures. */
    public record Line(
            String first,
            String second,
            String figure,
            String shown,
            String discordant,
            String difference,
            String p,
            String notWorse,
            String says,
            Contest test) {}

    /** An arm with several runs: its mean, its standard deviation and every run's figure. */
    public record Repeated(String name, String hue, String counted, String mean, String each) {}

    static @Nullable Contests of(List<Arm> arms, List<Contest> contests) {
        List<Repeated> repeated =
                arms.stream().filter(arm -> arm.size() > 1).map(Contests::repeated).toList();
        if (contests.isEmpty() && repeated.isEmpty()) {
            return null;
        }
        List<Line> lines = new ArrayList<>();
        contests.forEach(each -> lines.add(line(each)));
        int tests = contests.stream().mapToInt(Contest::tests).max().orElse(0);
        return new Contests(
                List.copyOf(lines), repeated, tests, margins(contests), Contests.caution(contests));
    }

    /** "3 points", or where plans say several, each. */
    private static String margins(List<Contest> contests) {
        List<String> each =
                contests.stream()
                        .map(Contest::margin)
                        .distinct()
                        .sorted()
                        .map(Contests::bare)
                        .toList();
        return String.join(" or ", each) + (each.equals(List.of("1")) ? " point" : " points");
    }

    private static String caution(List<Contest> contests) {
        IntSummaryStatistics few =
                contests.stream()
                        .filter(Contest::hasFewQuestions)
                        .mapToInt(Contest::questions)
                        .summaryStatistics();
        if (few.getCount() == 0) {
            return "";
        }
        String some = FigureText.count(few.getMin());
        String most = FigureText.count(few.getMax());
        return "Few questions for this margin: %s in %d of %d tests; 3 points want 400, 1 point 1,000."
                .formatted(
                        some.equals(most) ? some : some + " to " + most,
                        few.getCount(),
                        contests.size());
    }

    private static Repeated repeated(Arm arm) {
        List<String> each =
                arm.lines().stream()
                        .map(run -> FigureText.percent(Headline.asr(run).value()))
                        .toList();
        var line = Objects.requireNonNull(arm.middle().summary());
        return new Repeated(
                arm.name(),
                MethodStyle.of(line.method()).css(),
                Repeats.of(arm.lines()).counted(),
                spread(arm),
                String.join(" · ", each));
    }

    private static Line line(Contest test) {
        var interval = test.interval();
        String difference =
                interval == null
                        ? "–"
                        : points(test.difference())
                                + " ("
                                + points(interval.low())
                                + " to "
                                + points(interval.high())
                                + ")";
        return new Line(
                test.first().name(),
                test.second().name(),
                figure(test.trait()),
                shown(test),
                interval == null ? "–" : Integer.toString(test.discordant()),
                difference,
                interval == null ? "–" : p(test.adjusted()).replace("p = ", ""),
                notWorse(test),
                says(test),
                test);
    }

    /** What is tested, in as few words as a column has. */
    private static String figure(Trait trait) {
        return switch (trait.figure()) {
            case MetricName.ASR -> "attack success";
            case MetricName.OVER_REFUSAL -> "over-refusal";
            default ->
                    trait.figure()
                            .replaceFirst("^prefill-(\\d+)-unsafe$", "begun with $1")
                            .replace('-', ' ');
        };
    }

    /** How often it showed with either: counts of one run each, else shares over all runs. */
    private static String shown(Contest test) {
        return isOneRunEach(test)
                ? test.countFirst() + " and " + test.countSecond() + " of " + test.prompts()
                : shares(test, " and ");
    }

    private static boolean isOneRunEach(Contest test) {
        return test.first().size() == 1 && test.second().size() == 1;
    }

    private static String shares(Contest test, String between) {
        return share(test, test.countFirst(), test.first())
                + between
                + share(test, test.countSecond(), test.second());
    }

    private static String share(Contest test, int count, Arm arm) {
        return test.trait().equals(Trait.ATTACKED)
                ? spread(arm)
                : FigureText.percent((double) count / (arm.size() * test.prompts()));
    }

    private static String says(Contest test) {
        String what = test.trait().says();
        return switch (test.finding()) {
            case UNTESTED -> "not on the same prompts or by another judge";
            case SAME -> "the same " + what;
            case NOT_TOLD_APART -> "can't be told apart";
            case LEANING -> "leans, not settled over all tests";
            case FEWER -> "fewer " + what + " with the first";
            case MORE -> "more " + what + " with the first";
        };
    }

    /** Which of the two is shown not to be worse, and the bounds that show it. */
    private static String notWorse(Contest test) {
        var ninety = test.ninety();
        if (ninety == null) {
            return "–";
        }
        boolean other = test.turned().isNotWorse();
        String which =
                test.isNotWorse() ? other ? "both" : "the first" : other ? "the second" : "neither";
        return which + " (" + points(ninety.low()) + ", " + points(ninety.high()) + ")";
    }

    /** A margin in points of a hundred: "3", "0.5". */
    private static String bare(double share) {
        return String.format(Locale.ROOT, "%.3g", 100 * share).replaceFirst("\\.?0+$", "");
    }

    /** A difference of shares in points of a hundred, with its sign. */
    private static String points(double share) {
        String text = String.format(Locale.ROOT, "%+.1f", 100 * share).replace('-', '−');
        return text.equals("+0.0") || text.equals("−0.0") ? "0" : text;
    }

    /** "2 of 108 against 9, p = 0.03". */
    static String figures(Contest test) {
        String counts =
                isOneRunEach(test)
                        ? "%d of %d against %d"
                                .formatted(test.countFirst(), test.prompts(), test.countSecond())
                        : shares(test, " against ");
        return counts + ", " + p(test.adjusted());
    }

    /** "p = 0.03", "p < 0.001". */
    static String p(double p) {
        return p < 0.001
                ? "p < 0.001"
                : String.format(Locale.ROOT, p < 0.01 ? "p = %.3f" : "p = %.2f", p);
    }

    /** "3.1 ± 1.6 %", attack success. */
    static String spread(Arm arm) {
        var asr = arm.asr();
        return arm.size() == 1
                ? FigureText.percent(asr.mean())
                : String.format(
                        Locale.ROOT, "%.1f ± %.1f\u00a0%%", 100 * asr.mean(), 100 * asr.sd());
    }

    /**
     * What two edits that came to the same by one rule cost in ordinary answers, where told apart.
     */
    static String paid(Arm ours, Arm rival) {
        List<String> told =
                Contest.together(
                                Contest.against(
                                        ours, List.of(rival), List.of(Trait.REFUSED, Trait.KEPT)))
                        .stream()
                        .filter(each ->
                                each.finding() == Contest.Finding.FEWER
                                        || each.finding() == Contest.Finding.MORE)
                        .map(Contests::told)
                        .toList();
        return told.isEmpty()
                ? " Tuned alike, they are not told apart by their price in ordinary answers."
                : " Tuned alike, " + String.join(", and ", told) + ": Holm over two tests.";
    }

    private static String told(Contest test) {
        String which = test.finding() == Contest.Finding.FEWER ? "fewer " : "more ";
        return which + test.trait().says() + " (" + figures(test) + ")";
    }
}
