package dev.pke.judge;

import java.nio.file.Path;
import java.util.Map;

/**
 * A judge with what it is told, still to be opened.
 *
 * @param <H> what it can be told
 */
public record ChosenJudge<H extends Record>(JudgeKind<H> kind, H settings) {
    /** A judge that is told nothing but these values. */
    public static <H extends Record> ChosenJudge<H> of(JudgeKind<H> kind, Map<String, ?> given) {
        return new ChosenJudge<>(kind, kind.hyperparameters().with(given));
    }

    /** The name recorded with every verdict. */
    public String name() {
        return kind.name();
    }

    /**
     * The judge of a model's answers.
     *
     * @param specimen the model's folder, whose files an oracle knows by heart
     */
    public Judge open(Path specimen) {
        return kind.opener().open(settings, specimen);
    }
}
