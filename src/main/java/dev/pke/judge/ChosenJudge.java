package dev.pke.judge;

import static dev.pke.model.setting.Text.Kind.FOLDER;

import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Text;

import java.nio.file.Path;
import java.util.List;
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

    /** The folders it will read, whose files decide its verdicts. */
    public List<Path> folders() {
        return folders(kind.hyperparameters(), settings);
    }

    /** The folders among such settings. */
    static <H extends Record> List<Path> folders(Hyperparameters<H> keys, H settings) {
        Map<String, Object> values = keys.values(settings);
        return keys.keys().stream()
                .filter(key -> key.allowed() instanceof Text text && text.kind() == FOLDER)
                .map(key -> String.valueOf(values.get(key.name())))
                .filter(folder -> !folder.equals("none"))
                .map(Path::of)
                .toList();
    }

    /** The judge of a model's answers. */
    public Judge open(Court court) {
        return kind.opener().open(settings, court);
    }
}
