package dev.pke.locate;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The locator {@code blocks}: all neurons of the blocks it is told, looking at nothing. */
final class BlocksLocator implements Locator<BlocksLocator.Hparams> {
    private static final Range BLOCK = Range.whole(0, 10_000);

    /**
     * What it can be told.
     *
     * @param first the lowest block, from 0
     * @param count how many, upwards
     */
    record Hparams(int first, int count) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("first", 0, BLOCK, "the lowest block, from 0")
                        .number("count", 1, Range.whole(1, 10_000), "how many blocks, upwards");

        Hparams {
            KEYS.check(first, count);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "blocks", "given blocks", "other", "Takes the blocks it is told, whole.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Hparams h, Progress progress) {
        int blocks = model.config().blocks();
        if (h.first() + h.count() > blocks) {
            throw new ModelError(
                    "locator blocks: first %d and count %d, but the model has blocks 0 to %d"
                            .formatted(h.first(), h.count(), blocks - 1));
        }
        int width = model.config().intermediate();
        List<Region> regions =
                IntStream.range(h.first(), h.first() + h.count())
                        .mapToObj(block -> Ranking.whole(block, width))
                        .toList();
        return new Location(regions, Map.of(), List.of(), Double.NaN);
    }
}
