package dev.pke.cli.sweep;

import dev.pke.cli.Outside;
import dev.pke.experiment.outlook.Outlook;
import dev.pke.experiment.sweep.Cell;
import dev.pke.model.weights.ModelSize;

import java.util.List;
import java.util.function.Consumer;

/**
 * How many runs of a grid there is room for side by side.
 *
 * @param cells how many there are
 * @param needed bytes that the largest of them needs
 * @param free bytes that there are
 */
record Room(int cells, long needed, long free) {
    /** As the models' headers and the machine say. */
    static Room of(List<Cell> cells) {
        long needed = 1;
        long free = Long.MAX_VALUE;
        for (Cell each : cells) {
            var model = each.plan().model();
            if (model.elsewhere().isEmpty()) {
                ModelSize size = ModelSize.of(model.folder(), model.options(Outside.packing()));
                needed = Math.max(needed, Outlook.needed(each.plan(), size));
                free = Math.min(free, size.available());
            }
        }
        return new Room(cells.size(), needed, free);
    }

    /** So many as are wanted, or fewer: one line says why. */
    int jobs(int wanted, Consumer<String> told) {
        int most = Math.min(wanted, cells);
        int fit = Math.clamp(free / needed, 1, most);
        if (fit < most) {
            told.accept(
                    "%d at a time, not %d: each needs %s, and %s is free"
                            .formatted(fit, wanted, ModelSize.text(needed), ModelSize.text(free)));
        }
        return fit;
    }
}
