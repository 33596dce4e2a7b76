package dev.pke.locate;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;

/**
 * A control: in every block as many neurons as a chooser takes there, drawn among those it does not
 * take. {@code random-same-blocks} has PKE choose, {@code random-deep-blocks} PKE's deep version.
 */
final class SameBlocksLocator implements Locator {
    private final String name;
    private final Locator chooser;

    SameBlocksLocator(String name, Locator chooser) {
        this.name = name;
        this.chooser = chooser;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Settings defaults() {
        return chooser.defaults().withSeed("of the draw");
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Settings s, Progress progress) {
        Location chosen = chooser.locate(model, task, s, progress);
        Draw draw = Draw.of(s.seed("seed"));
        int width = model.config().intermediate();
        List<Region> drawn = new ArrayList<>();
        for (Region region : chosen.regions()) {
            if (2 * region.neurons().size() > width) {
                throw new ModelError(
                        "locator %s: %s takes %d of the %d neurons of block %d, which leaves too few others; lower the budget"
                                .formatted(
                                        name,
                                        chooser.name(),
                                        region.neurons().size(),
                                        width,
                                        region.block()));
            }
            List<Integer> neurons = draw.distinct(region.neurons().size(), width, region.neurons());
            drawn.add(new Region(region.block(), neurons.stream().sorted().toList()));
        }
        return new Location(drawn, chosen.tables(), chosen.layers(), Double.NaN);
    }
}
