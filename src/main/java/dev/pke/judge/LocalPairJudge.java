package dev.pke.judge;

import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Text;
import dev.pke.model.setting.Toggle;

import java.util.Arrays;
import java.util.List;

/** Any causal language model in a folder, by the logits of the two letters after the template. */
final class LocalPairJudge implements PairJudge {
    /** What it can be told. */
    record Hparams(
            String folder, String template, Toggle chat, String first, String second, int batch) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .text("folder", "none", Text.Kind.FOLDER, "of the model that chooses")
                        .text(
                                "template",
                                JudgeTemplate.LETTERS,
                                Text.Kind.LINES,
                                JudgeTemplate.PAIR_MEANS)
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
    private final TwoWords words;

    private LocalPairJudge(Hparams told) {
        String who = "preference by " + KIND.name();
        JudgeTemplate.checkPair(KIND.name(), told.template());
        this.told = told;
        this.words = new TwoWords(who, told.folder(), List.of(told.first(), told.second()));
    }

    @Override
    public List<Choice> choose(List<Pair> pairs) {
        List<String> texts =
                pairs.stream().map(each -> JudgeTemplate.fill(told.template(), each)).toList();
        return Arrays.stream(words.first(texts, told.chat(), told.batch()))
                .mapToObj(LocalPairJudge::choice)
                .toList();
    }

    private static Choice choice(double first) {
        return first > 0.5 ? Choice.FIRST : first < 0.5 ? Choice.SECOND : Choice.NEITHER;
    }

    @Override
    public void close() {
        words.close();
    }
}
