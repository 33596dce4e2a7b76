package dev.pke.model;

import java.util.List;

/**
 * What a model made of one prompt.
 *
 * @param tokens the answer, less the token that stopped it
 * @param stop why it ended
 * @param cut how many tokens of the prompt were cut from its left to leave room
 */
public record Answer(List<Integer> tokens, Stop stop, int cut) {
    /** Why an answer ended. */
    public enum Stop {
        /** The model said so. */
        END,
        /** It reached the most tokens asked for. */
        LENGTH
    }

    public Answer {
        tokens = List.copyOf(tokens);
    }
}
