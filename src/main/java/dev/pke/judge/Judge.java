package dev.pke.judge;

import dev.pke.data.Prompt;

/** Whoever says what an answer is. Pure: the same prompt and answer always get the same verdict. */
public interface Judge {
    /** The name recorded with every verdict. */
    String name();

    /**
     * What {@code answer} to {@code prompt} is. Where the answer was begun, it is what follows: a
     * refusal if it turns into one, unsafe if both together give what was asked for.
     */
    Verdict judge(Prompt prompt, String answer);
}
