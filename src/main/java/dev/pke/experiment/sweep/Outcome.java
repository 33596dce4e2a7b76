package dev.pke.experiment.sweep;

import dev.pke.event.EventStore;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunView;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a point of a frontier came to.
 *
 * @param method what people call its method
 * @param tuned the chosen setting on the tune split; null where none reaches what is asked
 * @param shown the setting that is tested: the chosen one, else the one that comes nearest
 * @param tested its run on the test split, if there is one
 * @param seconds of locating and editing there, or NaN
 */
public record Outcome(
        Frontier.Point point,
        String method,
        @Nullable Tried tuned,
        @Nullable Tried shown,
        @Nullable Tried tested,
        double seconds) {
    private static final Set<Stage> EDITING = Set.of(Stage.LOCATE, Stage.EDIT);

    /** Every point's, as a record has them. */
    public static List<Outcome> of(Frontier frontier, EventStore store, GridRecord record) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Frontier.Point point : frontier.points()) {
            String method = point.tries().getFirst().plan().method();
            List<Tried> all = tried(point, store, record);
            Tried tuned = frontier.rule().of(all).orElse(null);
            Tried shown = tuned == null ? frontier.rule().lowest(all).orElse(null) : tuned;
            Tried tested = shown == null ? null : tried(frontier.test(point, shown), store, record);
            double seconds = tested == null ? Double.NaN : seconds(store, tested.run().run());
            outcomes.add(new Outcome(point, method, tuned, shown, tested, seconds));
        }
        return outcomes;
    }

    private static List<Tried> tried(Frontier.Point point, EventStore store, GridRecord record) {
        List<Tried> tried = new ArrayList<>();
        for (Cell cell : point.tries()) {
            Tried one = tried(cell, store, record);
            if (one != null) {
                tried.add(one);
            }
        }
        return tried;
    }

    private static @Nullable Tried tried(Cell cell, EventStore store, GridRecord record) {
        Found found = record.of(cell);
        var run = found.run();
        return run == null || found.state() != CellState.DONE ? null : Tried.of(store, cell, run);
    }

    private static double seconds(EventStore store, String run) {
        return RunView.of(store, run).all(StageFinished.class).stream()
                .filter(each -> EDITING.contains(each.fact().stage()))
                .mapToDouble(each -> each.fact().measured().getOrDefault("seconds", 0.0))
                .sum();
    }
}
