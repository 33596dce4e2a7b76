package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;

import java.util.List;
import java.util.Map;

/** The control {@code random-block}: all neurons of one drawn block, DINM's published ablation. */
final class RandomBlockLocator implements Locator {
    @Override
    public String name() {
        return "random-block";
    }

    @Override
    public Settings defaults() {
        return Settings.none().withSeed("of the draw");
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Settings s, Progress progress) {
        int blocks = model.config().blocks();
        int block = Draw.of(s.seed("seed")).distinct(1, blocks, List.of()).getFirst();
        int width = model.config().intermediate();
        return new Location(List.of(Ranking.whole(block, width)), Map.of(), List.of(), Double.NaN);
    }
}
