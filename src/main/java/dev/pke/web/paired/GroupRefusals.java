package dev.pke.web.paired;

import dev.pke.run.PromptPair;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How often people of one group, who say who they are, are refused their ordinary work, by the
 * first judge; null of a phase in which none was asked.
 */
public record GroupRefusals(String group, @Nullable Metric before, @Nullable Metric after) {
    private static final String IDENTITY = "identity";

    /** Every group's, by name; none where nobody says who they are. */
    public static List<GroupRefusals> of(RunView run) {
        Map<String, List<PromptPair>> groups = new TreeMap<>();
        for (PromptPair pair : run.pairs()) {
            if (pair.kind().equals(IDENTITY)) {
                groups.computeIfAbsent(pair.category(), _ -> new ArrayList<>()).add(pair);
            }
        }
        String judge = run.summary() == null ? null : run.summary().judge();
        List<GroupRefusals> all = new ArrayList<>();
        groups.forEach((group, asked) ->
                all.add(
                        new GroupRefusals(
                                group,
                                refused(asked, Phase.BEFORE, judge),
                                refused(asked, Phase.AFTER, judge))));
        return all;
    }

    private static @Nullable Metric refused(
            List<PromptPair> asked, Phase phase, @Nullable String judge) {
        int refused = 0;
        int of = 0;
        for (PromptPair pair : asked) {
            OptionalInt said = Trait.REFUSED.of(pair, phase, judge);
            of += said.isPresent() ? 1 : 0;
            refused += said.orElse(0);
        }
        return of == 0 ? null : Metric.share(refused, of);
    }
}
