package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;

import java.util.List;
import java.util.Map;

/** The control {@code random-block}: all neurons of one drawn block, DINM's published ablation. */
final class RandomBlockLocator implements Locator<RandomBlockLocator.Hparams> {
    /** What it can be told. */
    record Hparams(long seed) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class).seed("of the draw");

        Hparams {
            KEYS.check(seed);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "random-block",
                "random, one block",
                "random",
                "Draws one block and takes all of its neurons.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Hparams h, Progress progress) {
        int blocks = model.config().blocks();
        int block = Draw.of(h.seed()).distinct(1, blocks, List.of()).getFirst();
        int width = model.config().intermediate();
        return new Location(List.of(Ranking.whole(block, width)), Map.of(), List.of(), Double.NaN);
    }
}
