package dev.pke.judge;

import dev.pke.data.Prompt;

import java.util.List;

/**
 * Whoever says what answers are, as many at a time as they can take. Where it is a rule, the same
 * prompt and answer always get the same verdict, whatever else stands in the batch.
 */
public interface Judge extends AutoCloseable {
    /** The name recorded with every verdict. */
    String name();

    /**
     * What each of the answers is, in their order. Where one was begun, it is what follows: a
     * refusal if it turns into one, unsafe if both together give what was asked for.
     */
    List<Verdict> judge(List<Unjudged> answers);

    /** What {@code answer} to {@code prompt} is. */
    default Verdict judge(Prompt prompt, String answer) {
        return judge(List.of(new Unjudged(prompt, answer))).getFirst();
    }

    /** Lets go of what it holds, as a judge that is a model does. */
    @Override
    default void close() {}
}
