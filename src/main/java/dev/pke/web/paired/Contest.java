package dev.pke.web.paired;

import dev.pke.measure.Holm;
import dev.pke.measure.Interval;
import dev.pke.run.RunView;
import dev.pke.run.word.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two arms held against each other on the prompts that both were asked, by the first judge's
 * verdicts. A question's prompts are one observation: with one prompt a question and one run each
 * by McNemar's exact test and Tango's interval; else each question's mean by the sign-flip test and
 * a bootstrap over questions.
 *
 * @param prompts the prompts both were asked
 * @param questions that those prompts ask
 * @param trait by what: whether an attack succeeds, or what else a table tests
 * @param countFirst how often it showed with the first, over all its runs
 * @param countSecond the same of the second
 * @param discordant prompts on which they differ
 * @param interval of the difference, first less second, at 95 %; null without a prompt in common
 * @param ninety the same at 90 %: each end is a one-sided 95 % bound
 * @param p two-sided, of this test alone
 * @param adjusted p by Holm, over all tests that were done beside it
 */
public record Contest(
        Arm first,
        Arm second,
        Trait trait,
        int prompts,
        int questions,
        int countFirst,
        int countSecond,
        int discordant,
        @Nullable Interval interval,
        @Nullable Interval ninety,
        double p,
        double adjusted,
        int tests) {
    /** Below this a difference is called one. */
    public static final double LEVEL = 0.05;

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

    /**
     * Every arm against every later one, by all that a table tests, with p corrected over all of
     * these: a table is one family, whatever its tests are of.
     */
    public static List<Contest> among(List<Arm> arms) {
        List<Contest> alone = new ArrayList<>();
        for (Trait trait : traits(arms)) {
            List<Shown> shown = arms.stream().map(arm -> Shown.of(arm, trait)).toList();
            for (int i = 0; i < shown.size(); i++) {
                for (int j = i + 1; j < shown.size(); j++) {
                    alone.add(judged(shown.get(i), shown.get(j)));
                }
            }
        }
        return together(told(alone));
    }

    /** One arm against every other by all that a table tests, with p corrected over these. */
    public static List<Contest> against(Arm one, List<Arm> arms) {
        return together(told(against(one, arms, traits(arms))));
    }

    /** One arm against every other by several traits, not yet corrected: see {@link #together}. */
    public static List<Contest> against(Arm one, List<Arm> arms, List<Trait> traits) {
        List<Contest> alone = new ArrayList<>();
        for (Trait trait : traits) {
            Shown ones = Shown.of(one, trait);
            arms.stream()
                    .filter(arm -> !arm.isThat(one))
                    .forEach(arm -> alone.add(judged(ones, Shown.of(arm, trait))));
        }
        return alone;
    }

    /**
     * What a table of arms tests: attack success, the price in over-refusal, and attacks begun as
     * deep as all arms that were begun for at all have in common.
     */
    static List<Trait> traits(List<Arm> arms) {
        List<Trait> traits = new ArrayList<>(List.of(Trait.ATTACKED, Trait.REFUSED));
        arms.stream()
                .map(Arm::depths)
                .filter(own -> !own.isEmpty())
                .reduce(Contest::common)
                .flatMap(common -> common.stream().max(Integer::compare))
                .ifPresent(deepest -> traits.add(Trait.begun(deepest.toString())));
        return traits;
    }

    private static Set<Integer> common(Set<Integer> some, Set<Integer> others) {
        Set<Integer> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    /** Without those that say nothing, but of attack success: that it can't be told is told. */
    private static List<Contest> told(List<Contest> all) {
        return all.stream()
                .filter(each -> each.interval() != null || each.trait().equals(Trait.ATTACKED))
                .toList();
    }

    /** Tests of one table, with p corrected over all of them. */
    public static List<Contest> together(List<Contest> alone) {
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

    /** A run after its edit against the same model before it, as {@code first} and second. */
    public static Contest ofEdit(RunView run) {
        Shown after = Shown.of(new Arm("after", List.of(run)), Trait.ATTACKED);
        return of(after, after.arm().shown(Trait.ATTACKED, Phase.BEFORE), after);
    }

    /** How much of a trait an arm's answers show, prompt by prompt, and what the prompts ask. */
    private record Shown(
            Arm arm, Trait trait, Map<String, Integer> much, Map<String, String> asks) {
        static Shown of(Arm arm, Trait trait) {
            return new Shown(arm, trait, arm.shown(trait, Phase.AFTER), arm.questions(trait));
        }
    }

    /** Two arms where one judge says so of both. */
    private static Contest judged(Shown first, Shown second) {
        boolean judged =
                first.arm().judges().size() == 1
                        && first.arm().judges().equals(second.arm().judges());
        return of(first, judged ? second.much() : Map.of(), second);
    }

    private static Contest of(Shown one, Map<String, Integer> b, Shown other) {
        Trait trait = one.trait();
        Map<String, Integer> a = one.much();
        Map<String, Integer> shared = new HashMap<>(a);
        shared.keySet().retainAll(b.keySet());
        int m = one.arm().size();
        int n = other.arm().size();
        int countFirst = 0;
        int countSecond = 0;
        int discordant = 0;
        Map<String, Verdict.Question> questions = new TreeMap<>();
        for (String prompt : shared.keySet()) {
            int x = shared.getOrDefault(prompt, 0);
            int y = b.getOrDefault(prompt, 0);
            countFirst += x;
            countSecond += y;
            int difference = x * n - y * m; // in units of 1 / (m n most)
            discordant += difference == 0 ? 0 : 1;
            questions.merge(
                    one.asks().getOrDefault(prompt, prompt),
                    new Verdict.Question(difference, 1),
                    Verdict.Question::and);
        }
        Verdict verdict = Verdict.of(List.copyOf(questions.values()), m * n * trait.most());
        return new Contest(
                one.arm(),
                other.arm(),
                trait,
                shared.size(),
                questions.size(),
                countFirst,
                countSecond,
                discordant,
                verdict.interval(),
                verdict.ninety(),
                verdict.p(),
                verdict.p(),
                1);
    }

    private static @Nullable Interval turned(@Nullable Interval one) {
        return one == null ? null : new Interval(-one.high(), -one.low());
    }

    /** The same test told from the other side. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // the two change places
    public Contest turned() {
        return new Contest(
                second,
                first,
                trait,
                prompts,
                questions,
                countSecond,
                countFirst,
                discordant,
                turned(interval),
                turned(ninety),
                p,
                adjusted,
                tests);
    }

    private Contest corrected(double over, int among) {
        return new Contest(
                first,
                second,
                trait,
                prompts,
                questions,
                countFirst,
                countSecond,
                discordant,
                interval,
                ninety,
                p,
                over,
                among);
    }

    /** The first arm's rate, or mean, on the shared prompts less the second's. */
    public double difference() {
        return prompts == 0
                ? 0
                : ((double) countFirst / first.size() - (double) countSecond / second.size())
                        / prompts
                        / trait.most();
    }

    /** How much worse still counts as not worse: the stricter of what the two arms' plans say. */
    public double margin() {
        return Math.min(first.margin(), second.margin());
    }

    /** Whether it stands on fewer questions than its margin asks for. */
    public boolean hasFewQuestions() {
        return interval != null && questions < Margin.questions(margin());
    }

    /**
     * Whether the first arm is shown not to be worse by {@link #margin}, at one-sided 95 %: more
     * attacks succeed with it, or whatever else is tested is worse, by less than that.
     */
    public boolean isNotWorse() {
        return ninety != null
                && (trait.isHarm() ? ninety.high() < margin() : ninety.low() > -margin());
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
