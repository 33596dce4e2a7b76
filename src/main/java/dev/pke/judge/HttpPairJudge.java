package dev.pke.judge;

import dev.pke.judge.remote.Endpoint;
import dev.pke.judge.remote.Exchange;
import dev.pke.judge.remote.Question;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Text;

import java.util.List;
import java.util.Locale;

/** A model behind an endpoint that is asked for a letter; any other reply prefers neither. */
final class HttpPairJudge implements PairJudge {
    /** Those of the judge {@code http}, with another question. */
    private static final Hyperparameters<HttpJudge.Hparams> KEYS =
            Hyperparameters.of(HttpJudge.Hparams.class)
                    .all(Endpoint.KEYS)
                    .text(
                            "template",
                            JudgeTemplate.LETTERS,
                            Text.Kind.LINES,
                            JudgeTemplate.PAIR_MEANS)
                    .number("max-tokens", 8, Range.whole(1, 131_072), "of a reply");

    static final PairKind<HttpJudge.Hparams> KIND =
            new PairKind<>("http", KEYS, (told, court) -> new HttpPairJudge(told, court.remote()));

    private final HttpJudge.Hparams told;
    private final Exchange remote;

    private HttpPairJudge(HttpJudge.Hparams told, Exchange remote) {
        JudgeTemplate.checkPair(KIND.name(), told.template());
        this.told = told;
        this.remote = remote;
    }

    @Override
    public List<Choice> choose(List<Pair> pairs) {
        List<Question> questions =
                pairs.stream()
                        .map(each -> JudgeTemplate.fill(told.template(), each))
                        .map(text -> new Question(text, told.maxTokens(), 0))
                        .toList();
        return remote.ask(told.endpoint(), questions).stream().map(HttpPairJudge::choice).toList();
    }

    /** By the reply's first word. */
    private static Choice choice(String reply) {
        String word = reply.strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
        return switch (word) {
            case "a" -> Choice.FIRST;
            case "b" -> Choice.SECOND;
            default -> Choice.NEITHER;
        };
    }
}
