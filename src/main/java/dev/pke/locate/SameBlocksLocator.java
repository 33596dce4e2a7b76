package dev.pke.locate;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Toggle;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;

/**
 * The control {@code random-same-blocks}: in every block as many neurons as PKE takes there, drawn
 * among those it does not take.
 */
final class SameBlocksLocator implements Locator<SameBlocksLocator.Hparams> {
    /** What it can be told: all that PKE can, and the seed of the draw. */
    record Hparams(
            double budget, Toggle weightChange, PkeLocator.Path path, Toggle benign, long seed) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class).all(PkeLocator.Hparams.KEYS).seed("of the draw");

        Hparams {
            KEYS.check(budget, weightChange, path, benign, seed);
        }

        private PkeLocator.Hparams chooser() {
            return new PkeLocator.Hparams(budget, weightChange, path, benign);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "random-same-blocks",
                "random, same blocks",
                "random",
                "Draws as many neurons of every block as PKE takes there, none of PKE's own.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Hparams h, Progress progress) {
        Location chosen = new PkeLocator().locate(model, task, h.chooser(), progress);
        Draw draw = Draw.of(h.seed());
        int width = model.config().intermediate();
        List<Region> drawn = new ArrayList<>();
        for (Region region : chosen.regions()) {
            if (2 * region.neurons().size() > width) {
                throw new ModelError(
                        "locator %s: pke takes %d of the %d neurons of block %d, which leaves too few others; lower the budget"
                                .formatted(name(), region.neurons().size(), width, region.block()));
            }
            List<Integer> neurons = draw.distinct(region.neurons().size(), width, region.neurons());
            drawn.add(new Region(region.block(), neurons.stream().sorted().toList()));
        }
        return new Location(drawn, chosen.tables(), chosen.layers(), Double.NaN);
    }
}
