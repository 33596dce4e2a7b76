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
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A control: in every block as many neurons as a chooser takes there, drawn among those it does not
 * take. {@code random-same-blocks} has PKE choose, {@code random-deep-blocks} PKE's deep version,
 * {@code random-deep-2-blocks} the second of these, and so on.
 */
final class SameBlocksLocator<H extends Record> implements Locator<H> {
    /** All that PKE can be told, and the seed of the draw. */
    record Shallow(
            double budget,
            Toggle weightChange,
            PkeLocator.Path path,
            Toggle benign,
            int probeSteps,
            double probeRate,
            long seed) {
        static final Hyperparameters<Shallow> KEYS =
                Hyperparameters.of(Shallow.class).all(PkeLocator.Hparams.KEYS).seed("of the draw");

        Shallow {
            KEYS.check(budget, weightChange, path, benign, probeSteps, probeRate, seed);
        }

        private ChosenLocator<?> chooser() {
            return new ChosenLocator<>(
                    new PkeLocator(),
                    new PkeLocator.Hparams(
                            budget, weightChange, path, benign, probeSteps, probeRate));
        }
    }

    private final MethodCard card;
    private final Hyperparameters<H> keys;
    private final Function<H, ChosenLocator<?>> chooser;
    private final ToLongFunction<H> seed;

    private SameBlocksLocator(
            MethodCard card,
            Hyperparameters<H> keys,
            Function<H, ChosenLocator<?>> chooser,
            ToLongFunction<H> seed) {
        this.card = card;
        this.keys = keys;
        this.chooser = chooser;
        this.seed = seed;
    }

    static SameBlocksLocator<Shallow> shallow() {
        return new SameBlocksLocator<>(
                new MethodCard(
                        "random-same-blocks",
                        "random, same blocks",
                        "random",
                        "Draws as many neurons of every block as PKE takes there, none of PKE's own."),
                Shallow.KEYS,
                Shallow::chooser,
                Shallow::seed);
    }

    static SameBlocksLocator<DeepDraw.First> deep() {
        return new SameBlocksLocator<>(
                new MethodCard(
                        "random-deep-blocks",
                        "random, deep blocks",
                        "random",
                        "Draws as many neurons of every block as deep PKE takes there, none of its."),
                DeepDraw.First.KEYS,
                DeepDraw.First::chooser,
                DeepDraw.First::seed);
    }

    static SameBlocksLocator<DeepDraw.Second> deepTwo() {
        return new SameBlocksLocator<>(
                new MethodCard(
                        "random-deep-2-blocks",
                        "random, deep 2 blocks",
                        "random",
                        "Draws as many of every block as the second deep PKE takes, none of its."),
                DeepDraw.Second.KEYS,
                DeepDraw.Second::chooser,
                DeepDraw.Second::seed);
    }

    static SameBlocksLocator<DeepDraw.Third> deepThree() {
        return new SameBlocksLocator<>(
                new MethodCard(
                        "random-deep-3-blocks",
                        "random, deep 3 blocks",
                        "random",
                        "Draws as many of every block as the third deep PKE takes, none of its."),
                DeepDraw.Third.KEYS,
                DeepDraw.Third::chooser,
                DeepDraw.Third::seed);
    }

    static SameBlocksLocator<DeepDraw.Fourth> deepFour() {
        return new SameBlocksLocator<>(
                new MethodCard(
                        "random-deep-4-blocks",
                        "random, deep 4 blocks",
                        "random",
                        "Draws as many of every block as the fourth deep PKE takes, none of its."),
                DeepDraw.Fourth.KEYS,
                DeepDraw.Fourth::chooser,
                DeepDraw.Fourth::seed);
    }

    @Override
    public MethodCard card() {
        return card;
    }

    @Override
    public Hyperparameters<H> hyperparameters() {
        return keys;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, H h, Progress progress) {
        ChosenLocator<?> chooses = chooser.apply(h);
        Location chosen = chooses.locate(model, task, progress);
        Draw draw = Draw.of(seed.applyAsLong(h));
        int width = model.config().intermediate();
        List<Region> drawn = new ArrayList<>();
        for (Region region : chosen.regions()) {
            if (2 * region.neurons().size() > width) {
                throw new ModelError(
                        "locator %s: %s takes %d of the %d neurons of block %d, which leaves too few others; lower the budget"
                                .formatted(
                                        name(),
                                        chooses.locator().name(),
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
