package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Map;

/** The control {@code random}: as many neurons as PKE takes, drawn anywhere in the model. */
final class RandomLocator implements Locator<RandomLocator.Hparams> {
    /** What it can be told. */
    record Hparams(double budget, long seed) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .seed("of the draw");

        Hparams {
            KEYS.check(budget, seed);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "random",
                "random",
                "random",
                "Draws as many neurons as PKE takes, anywhere in the model.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Hparams h, Progress progress) {
        int width = model.config().intermediate();
        int count = Ranking.count(h.budget(), width);
        List<Integer> drawn =
                Draw.of(h.seed()).distinct(count, model.config().neurons(), List.of());
        List<Region> regions = Ranking.regions(drawn, width);
        return new Location(regions, Map.of(), List.of(), Double.NaN);
    }
}
