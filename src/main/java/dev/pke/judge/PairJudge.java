package dev.pke.judge;

import dev.pke.data.Prompt;

import java.util.List;

/** Whoever says which of two answers to the same prompt is the better one. */
public interface PairJudge extends AutoCloseable {
    /**
     * Two answers to one prompt.
     *
     * @param first the one that is shown first
     */
    record Pair(Prompt prompt, String first, String second) {
        /** The same with the other one first. */
        public Pair turned() {
            return new Pair(prompt, /* first= */ second, /* second= */ first);
        }
    }

    /** Which one is better. */
    enum Choice {
        FIRST,
        SECOND,
        NEITHER
    }

    /** The better of each pair, in their order. */
    List<Choice> choose(List<Pair> pairs);

    /** Lets go of what it holds, as a judge that is a model does. */
    @Override
    default void close() {}
}
