package dev.pke.judge;

import dev.pke.model.setting.Hyperparameters;

import java.nio.file.Path;
import java.util.List;

/**
 * A way to compare answers that a plan can name.
 *
 * @param <H> what it can be told
 */
public record PairKind<H extends Record>(
        String name, Hyperparameters<H> hyperparameters, Opener<H> opener) {
    /** All there are. */
    public static final List<PairKind<?>> ALL = List.of(LocalPairJudge.KIND, HttpPairJudge.KIND);

    /** Makes one of what it is told. */
    @FunctionalInterface
    interface Opener<H> {
        PairJudge open(H settings, Court court);
    }

    /**
     * One with what it is told, still to be opened.
     *
     * @param <H> what it can be told
     */
    public record Chosen<H extends Record>(PairKind<H> kind, H settings) {
        /** The folders it will read, whose files decide what it prefers. */
        public List<Path> folders() {
            return ChosenJudge.folders(kind.hyperparameters, settings);
        }

        /** It at work. */
        public PairJudge open(Court court) {
            return kind.opener.open(settings, court);
        }
    }

    /** The names of all. */
    public static List<String> names() {
        return ALL.stream().map(PairKind::name).toList();
    }

    /** The one called {@code name}, which there is. */
    public static PairKind<?> named(String name) {
        return ALL.get(names().indexOf(name));
    }
}
