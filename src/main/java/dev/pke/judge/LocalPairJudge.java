package dev.pke.judge;

import dev.pke.fault.ModelError;
import dev.pke.model.GenerationSettings;
import dev.pke.model.GenerationSettings.Template;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Text;
import dev.pke.model.setting.Toggle;
import dev.pke.model.watch.NextToken;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Any causal language model in a folder, by the logits of the two letters after the template. */
final class LocalPairJudge implements PairJudge {
    /** What it can be told. */
    record Hparams(
            String folder, String template, Toggle chat, String first, String second, int batch) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .text("folder", "none", Text.Kind.FOLDER, "of the model that chooses")
                        .text("template", PairTemplate.LETTERS, Text.Kind.LINES, PairTemplate.MEANS)
                        .choice("chat", Toggle.class, "put the model's chat template around it")
                        .text("first", "A", Text.Kind.LINE, "the word for the first answer")
                        .text("second", "B", Text.Kind.LINE, "the word for the second")
                        .number("batch", 8, Range.whole(1, 4096), "pairs read side by side");

        Hparams {
            KEYS.check(folder, template, chat.name(), first, second, batch);
        }
    }

    static final PairKind<Hparams> KIND =
            new PairKind<>("local-model", Hparams.KEYS, (told, court) -> new LocalPairJudge(told));

    private final Hparams told;
    private final LanguageModel model;

    private LocalPairJudge(Hparams told) {
        if (told.folder().equals("none")) {
            throw new ModelError(
                    "preference by local-model needs a model: say its folder in key folder");
        }
        PairTemplate.check(KIND.name(), told.template());
        this.told = told;
        this.model = LanguageModel.open(Path.of(told.folder()));
        if (word(told.first()) == word(told.second())) {
            model.close();
            throw new ModelError(
                    "preference by local-model: '%s' and '%s' begin with the same token"
                            .formatted(told.first(), told.second()));
        }
    }

    private int word(String word) {
        return model.tokenizer().encodePlain(word)[0];
    }

    @Override
    public List<Choice> choose(List<Pair> pairs) {
        GenerationSettings asked =
                GenerationSettings.greedy(1)
                        .with(told.chat() == Toggle.ON ? Template.ON : Template.OFF);
        List<int[]> ids =
                pairs.stream()
                        .map(each -> PairTemplate.fill(told.template(), each))
                        .map(text -> model.promptIds(text, asked))
                        .toList();
        List<Choice> choices = new ArrayList<>();
        for (int at = 0; at < ids.size(); at += told.batch()) {
            List<int[]> some = ids.subList(at, Math.min(ids.size(), at + told.batch()));
            double[] first =
                    NextToken.preference(model, some, word(told.first()), word(told.second()));
            for (double p : first) {
                choices.add(p > 0.5 ? Choice.FIRST : p < 0.5 ? Choice.SECOND : Choice.NEITHER);
            }
        }
        return choices;
    }

    @Override
    public void close() {
        model.close();
    }
}
