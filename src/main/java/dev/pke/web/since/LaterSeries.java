package dev.pke.web.since;

import dev.pke.run.RunSummary;
import dev.pke.run.query.Lineage;
import dev.pke.web.chart.Drawings;
import dev.pke.web.page.DepthTable;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * A model's story from a run's edit on: what that run measured, then every later run that began
 * with the model or with what was made of it, as found and as left. Does harm come back?
 *
 * @param said the same in a sentence
 */
public record LaterSeries(String said, Drawings chart, DepthTable table) {
    /**
     * Of a run; null where no run began with its model since.
     *
     * @param line a run's line by its id
     */
    public static @Nullable LaterSeries of(
            ViewedRun run, Lineage lineage, Function<String, @Nullable RunSummary> line) {
        var saved = run.view().saved();
        RunSummary own = run.view().summary();
        if (saved == null
                || own == null
                || run.origin() != null
                || saved.fact().parametersMoved() == 0) {
            return null;
        }
        var story = new LaterStory();
        story.add(own, "");
        int first = story.size();
        for (Lineage.Later each : lineage.since(saved.fact().digest(), saved.position())) {
            RunSummary one = line.apply(each.run());
            if (one != null && !one.run().equals(own.run())) {
                story.add(one, each.from().isEmpty() ? own.run() : each.from());
            }
        }
        return first == 0 || story.size() == first ? null : story.told(own);
    }
}
