package dev.pke.edit;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Region;

import java.util.List;

/**
 * What one edit is asked for.
 *
 * @param task what to unlearn and what to keep
 * @param regions where, at most one a block
 * @param prepared what the editor made of the model before
 */
public record EditRequest(EditTask task, List<Region> regions, Prepared prepared) {
    public EditRequest {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("an edit needs a region");
        }
    }

    /** The same with what was prepared for it. */
    EditRequest with(Prepared ready) {
        return new EditRequest(task, regions, ready);
    }

    /** The same in its first region alone. */
    EditRequest first() {
        return new EditRequest(task, regions.subList(0, 1), prepared);
    }

    /** The task as a model reads it. */
    public EditTokens tokens(LanguageModel model) {
        return EditTokens.of(model, task);
    }

    /** What was prepared as the second moments of a region's keys. */
    float[][] moments(Region region) {
        return prepared.table(Prepared.moments(region.block()));
    }

    /** The lowest block it may change. */
    public int lowest() {
        return Region.lowest(regions);
    }
}
