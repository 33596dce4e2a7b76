package dev.pke.web.since;

import dev.pke.event.EventStore;
import dev.pke.run.RunSummary;
import dev.pke.run.query.Frontiers;
import dev.pke.run.query.Lineage;
import dev.pke.run.query.SameAnswers;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * The runs that a run hangs together with by its models: those that left the one it began with, and
 * what became of the one it left; the points of one frontier with it; and those that hold its
 * answers before other judges.
 *
 * @param answersOf the run that gave its answers; empty where it gave them itself
 */
public record Kin(
        List<String> makers,
        @Nullable LaterSeries later,
        List<String> frontier,
        String answersOf,
        List<String> sameAnswers) {
    private static final int MOST_POINTS = 40; // as many as one comparison holds

    private static final int MOST_MAKERS = 3;

    /**
     * Of a run, as a record has them.
     *
     * @param line a run's line by its id
     */
    public static Kin of(
            ViewedRun run, EventStore store, Function<String, @Nullable RunSummary> line) {
        Lineage lineage = new Lineage(store);
        var base = run.view().base();
        List<String> makers = base == null ? List.of() : lineage.left(base.fact().digest());
        var plan = run.view().registered();
        var ours = plan == null || run.origin() != null ? null : plan.fact();
        List<String> frontier = ours == null ? List.of() : new Frontiers(store).with(ours);
        List<String> same = ours == null ? List.of() : new SameAnswers(store).with(ours);
        return new Kin(
                makers.stream().limit(MOST_MAKERS).toList(),
                LaterSeries.of(run, lineage, line),
                frontier.stream().limit(MOST_POINTS).toList(),
                plan == null ? "" : SameAnswers.from(plan.fact()),
                same.stream().limit(MOST_POINTS).toList());
    }
}
