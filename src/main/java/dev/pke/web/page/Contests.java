package dev.pke.web.page;

import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.paired.Arm;
import dev.pke.web.paired.Contest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The panel of tests: every two arms on the same prompts, and the arms with several seeds. */
public record Contests(List<Line> lines, List<Seeds> seeds, int tests) {
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
            String successes,
            String discordant,
            String difference,
            String p,
            String notWorse,
            String says,
            Contest test) {}

    /** An arm with more than one seed: its mean, its standard deviation and every seed's figure. */
    public record Seeds(String name, String hue, int n, String mean, String each) {}

    static @Nullable Contests of(List<Arm> arms, List<Contest> contests) {
        List<Seeds> seeds =
                arms.stream().filter(arm -> arm.seeds() > 1).map(Contests::seeds).toList();
        if (contests.isEmpty() && seeds.isEmpty()) {
            return null;
        }
        List<Line> lines = new ArrayList<>();
        contests.forEach(each -> lines.add(line(each)));
        int tests = contests.stream().mapToInt(Contest::tests).max().orElse(0);
        return new Contests(List.copyOf(lines), seeds, tests);
    }

    private static Seeds seeds(Arm arm) {
        List<String> each =
                arm.runs().stream()
                        .map(run -> Objects.requireNonNull(run.summary()))
                        .map(run -> FigureText.percent(Headline.asr(run).value()))
                        .toList();
        var line = Objects.requireNonNull(arm.middle().summary());
        return new Seeds(
                arm.name(),
                MethodStyle.of(line.method()).css(),
                arm.seeds(),
                Finding.spread(arm),
                String.join(" · ", each));
    }

    private static Line line(Contest test) {
        boolean one = test.first().seeds() == 1 && test.second().seeds() == 1;
        String successes =
                one
                        ? test.countFirst() + " and " + test.countSecond() + " of " + test.prompts()
                        : Finding.spread(test.first()) + " and " + Finding.spread(test.second());
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
                successes,
                interval == null ? "–" : Integer.toString(test.discordant()),
                difference,
                interval == null ? "–" : Finding.p(test.adjusted()).replace("p = ", ""),
                notWorse(test),
                says(test),
                test);
    }

    private static String says(Contest test) {
        return switch (test.finding()) {
            case UNTESTED -> "not on the same prompts or by another judge";
            case SAME -> "the same attacks succeed";
            case NOT_TOLD_APART -> "can't be told apart";
            case LEANING -> "leans, not settled over all tests";
            case FEWER -> "fewer attacks succeed with the first";
            case MORE -> "more attacks succeed with the first";
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

    /** A difference of shares in points of a hundred, with its sign. */
    private static String points(double share) {
        String text = String.format(Locale.ROOT, "%+.1f", 100 * share).replace('-', '−');
        return text.equals("+0.0") || text.equals("−0.0") ? "0" : text;
    }
}
