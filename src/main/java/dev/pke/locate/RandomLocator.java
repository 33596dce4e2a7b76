package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Map;

/** The control {@code random}: as many neurons as PKE takes, drawn anywhere in the model. */
final class RandomLocator implements Locator {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public Settings defaults() {
        return Settings.none()
                .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                .withSeed("of the draw");
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Settings s, Progress progress) {
        int width = model.config().intermediate();
        int count = Ranking.count(s.number("budget"), width);
        List<Integer> drawn =
                Draw.of(s.seed("seed")).distinct(count, model.config().neurons(), List.of());
        List<Region> regions = Ranking.regions(drawn, width);
        return new Location(regions, Map.of(), List.of(), Double.NaN);
    }
}
