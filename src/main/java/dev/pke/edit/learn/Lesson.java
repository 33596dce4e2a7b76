package dev.pke.edit.learn;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One edit to learn from.
 *
 * @param tokens what is edited, and the ordinary work it must leave alone
 * @param alike other prompts with their safe answers, which the edit should meet as well
 */
public record Lesson(EditTokens tokens, List<TokenPair> alike) {
    public Lesson {
        alike = List.copyOf(alike);
    }

    /** The safe answers that the edit is judged by: its own and those alike. */
    List<TokenPair> met() {
        List<TokenPair> met = new ArrayList<>(tokens.safe());
        met.addAll(alike);
        return met;
    }

    /**
     * Lessons drawn anew each time: {@code count} instances to edit, as many others that are alike,
     * and with their constraints as many pairs of the pool as there are instances in both.
     */
    static Supplier<Lesson> drawn(LanguageModel model, EditTask task, int count, long seed) {
        Random draws = new Random(seed);
        List<Integer> places = places(task.lessons().size());
        List<Integer> pool = places(task.pool().size());
        return () -> {
            Collections.shuffle(places, draws);
            Collections.shuffle(pool, draws);
            EditTask both =
                    task.on(places.subList(0, 2 * count).stream().map(task.lessons()::get).toList())
                            .with(
                                    pool.subList(0, Math.min(2 * count, pool.size())).stream()
                                            .map(task.pool()::get)
                                            .toList());
            return split(EditTokens.of(model, both), count);
        };
    }

    /** The first {@code edited} instances are edited, the others are alike. */
    public static Lesson split(EditTokens all, int edited) {
        var tokens =
                new EditTokens(
                        all.safe().subList(0, edited),
                        all.unsafe().subList(0, edited),
                        all.constraints());
        return new Lesson(tokens, all.safe().subList(edited, all.safe().size()));
    }

    private static List<Integer> places(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }
}
