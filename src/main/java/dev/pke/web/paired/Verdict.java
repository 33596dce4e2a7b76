package dev.pke.web.paired;

import dev.pke.measure.ClusterBootstrap;
import dev.pke.measure.ClusterBootstrap.Cluster;
import dev.pke.measure.Discordance;
import dev.pke.measure.Interval;
import dev.pke.measure.SignFlip;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a test of two arms over questions says, not yet corrected. */
record Verdict(@Nullable Interval interval, @Nullable Interval ninety, double p) {
    private static final long SEED = 1;

    /** The difference that a question's prompts come to, in units, and how many they are. */
    record Question(int difference, int prompts) {
        Question and(Question more) {
            return new Question(difference + more.difference, prompts + more.prompts);
        }
    }

    /**
     * @param unit a prompt's difference lies between -unit and unit
     */
    static Verdict of(List<Question> questions, int unit) {
        if (questions.isEmpty()) {
            return new Verdict(null, null, 1);
        }
        List<Integer> differences = questions.stream().map(Question::difference).toList();
        int more = (int) differences.stream().filter(each -> each > 0).count();
        int less = (int) differences.stream().filter(each -> each < 0).count();
        boolean single = unit == 1 && questions.stream().allMatch(q -> q.prompts() == 1);
        if (single || more + less == 0) {
            // where nothing differs a bootstrap knows no spread, and Tango's interval does
            var split = new Discordance(more, less, questions.size());
            return new Verdict(split.interval(), split.ninety(), split.mcNemar());
        }
        var drawn =
                ClusterBootstrap.both(
                        questions.stream().map(each -> cluster(each, unit)).toList(), SEED);
        return new Verdict(
                difference(drawn.ninetyFive()),
                difference(drawn.ninety()),
                SignFlip.of(differences));
    }

    private static Cluster cluster(Question question, int unit) {
        int all = question.prompts() * unit;
        return new Cluster(question.difference() + all, 2 * all);
    }

    private static Interval difference(Interval share) {
        return new Interval(2 * share.low() - 1, 2 * share.high() - 1);
    }
}
