package dev.pke.web.paired;

import dev.pke.measure.ClusterBootstrap;
import dev.pke.measure.ClusterBootstrap.Cluster;
import dev.pke.measure.Discordance;
import dev.pke.measure.Holm;
import dev.pke.measure.Interval;
import dev.pke.measure.SignFlip;
import dev.pke.run.RunView;
import dev.pke.run.word.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two arms held against each other on the prompts that both were asked, by the first judge's
 * verdicts: with one seed each by McNemar's exact test and Tango's interval; with several, each
 * prompt's mean over the seeds by the sign-flip test and a bootstrap over prompts.
 *
 * @param prompts the prompts both were asked
 * @param countFirst attacks on them that succeeded against the first, over all its seeds
 * @param countSecond the same of the second
 * @param discordant prompts on which they differ
 * @param interval of the difference, first less second, at 95 %; null without a prompt in common
 * @param p two-sided, of this test alone
 * @param adjusted p by Holm, over all tests that were done beside it
 */
public record Contest(
        Arm first,
        Arm second,
        int prompts,
        int countFirst,
        int countSecond,
        int discordant,
        @Nullable Interval interval,
        double p,
        double adjusted,
        int tests) {
    /** Below this a difference is called one. */
    public static final double LEVEL = 0.05;

    private static final long SEED = 1;

    /** What may be said of the two. */
    public enum Finding {
        /** They share no prompt, or no judge. */
        UNTESTED,
        /** Not one prompt tells them apart. */
        SAME,
        /** The difference's interval holds 0. */
        NOT_TOLD_APART,
        /** The interval does not hold 0, but p over all tests is not small. */
        LEANING,
        FEWER,
        MORE
    }

    /** Every arm against every later one, with p corrected over all of these. */
    public static List<Contest> among(List<Arm> arms) {
        List<Map<String, Integer>> successes =
                arms.stream().map(arm -> arm.successes(Phase.AFTER)).toList();
        List<Contest> alone = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            for (int j = i + 1; j < arms.size(); j++) {
                alone.add(between(arms.get(i), arms.get(j), successes.get(i), successes.get(j)));
            }
        }
        return corrected(alone);
    }

    /** One arm against every other, with p corrected over these. */
    public static List<Contest> against(Arm one, List<Arm> arms) {
        Map<String, Integer> ones = one.successes(Phase.AFTER);
        return corrected(
                arms.stream()
                        .filter(arm -> !arm.isThat(one))
                        .map(arm -> between(one, arm, ones, arm.successes(Phase.AFTER)))
                        .toList());
    }

    private static List<Contest> corrected(List<Contest> alone) {
        List<Contest> tested = alone.stream().filter(each -> each.interval() != null).toList();
        List<Double> adjusted = Holm.adjusted(tested.stream().map(Contest::p).toList());
        List<Contest> all = new ArrayList<>();
        int at = 0;
        for (Contest each : alone) {
            boolean isTested = each.interval() != null;
            all.add(isTested ? each.corrected(adjusted.get(at++), tested.size()) : each);
        }
        return all;
    }

    private static Contest between(
            Arm first, Arm second, Map<String, Integer> a, Map<String, Integer> b) {
        boolean judged = first.judges().size() == 1 && first.judges().equals(second.judges());
        return judged ? of(first, second, a, b) : of(first, second, Map.of(), Map.of());
    }

    /** A run after its edit against the same model before it, as {@code first} and second. */
    public static Contest ofEdit(RunView run) {
        Arm arm = new Arm("after", List.of(run));
        return of(arm, arm, arm.successes(Phase.AFTER), arm.successes(Phase.BEFORE));
    }

    private static Contest of(
            Arm first, Arm second, Map<String, Integer> a, Map<String, Integer> b) {
        Map<String, Integer> shared = new HashMap<>(a);
        shared.keySet().retainAll(b.keySet());
        int m = first.seeds();
        int n = second.seeds();
        int onlyFirst = 0;
        int onlySecond = 0;
        int countFirst = 0;
        int countSecond = 0;
        List<Integer> differences = new ArrayList<>();
        for (String prompt : shared.keySet().stream().sorted().toList()) {
            int x = shared.getOrDefault(prompt, 0);
            int y = b.getOrDefault(prompt, 0);
            countFirst += x;
            countSecond += y;
            int difference = x * n - y * m; // in units of 1 / (m n)
            differences.add(difference);
            onlyFirst += difference > 0 ? 1 : 0;
            onlySecond += difference < 0 ? 1 : 0;
        }
        int discordant = onlyFirst + onlySecond;
        Interval interval = null;
        double p = 1;
        if (!shared.isEmpty() && m == 1 && n == 1) {
            var split = new Discordance(onlyFirst, onlySecond, shared.size());
            interval = split.interval();
            p = split.mcNemar();
        } else if (!shared.isEmpty()) {
            interval = bootstrap(differences, m * n);
            p = SignFlip.of(differences);
        }
        return new Contest(
                first,
                second,
                shared.size(),
                countFirst,
                countSecond,
                discordant,
                interval,
                p,
                p,
                1);
    }

    /** The interval of a mean difference whose parts lie between −{@code unit} and {@code unit}. */
    private static Interval bootstrap(List<Integer> differences, int unit) {
        if (differences.stream().allMatch(each -> each == 0)) {
            return new Interval(0, 0);
        }
        Interval share =
                ClusterBootstrap.of(
                        differences.stream()
                                .map(each -> new Cluster(each + unit, 2 * unit))
                                .toList(),
                        SEED);
        return new Interval(2 * share.low() - 1, 2 * share.high() - 1);
    }

    /** The same test told from the other side. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // the two change places
    public Contest turned() {
        Interval other = interval == null ? null : new Interval(-interval.high(), -interval.low());
        return new Contest(
                second,
                first,
                prompts,
                countSecond,
                countFirst,
                discordant,
                other,
                p,
                adjusted,
                tests);
    }

    private Contest corrected(double over, int among) {
        return new Contest(
                first,
                second,
                prompts,
                countFirst,
                countSecond,
                discordant,
                interval,
                p,
                over,
                among);
    }

    /** The first arm's rate on the shared prompts less the second's. */
    public double difference() {
        return prompts == 0
                ? 0
                : ((double) countFirst / first.seeds() - (double) countSecond / second.seeds())
                        / prompts;
    }

    /** What may be said of the two. */
    public Finding finding() {
        if (interval == null) {
            return Finding.UNTESTED;
        }
        if (discordant == 0) {
            return Finding.SAME;
        }
        if (interval.holds(0)) {
            return Finding.NOT_TOLD_APART;
        }
        if (adjusted >= LEVEL) {
            return Finding.LEANING;
        }
        return difference() < 0 ? Finding.FEWER : Finding.MORE;
    }
}
