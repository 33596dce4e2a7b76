package dev.pke.run.word;

import java.util.List;

/**
 * What a direction of the residual stream says, read through the final norm's weight and the
 * unembedding: the tokens it makes likelier most, and those it makes unlikelier most, each the
 * strongest first.
 */
public record Spoken(List<Token> promoted, List<Token> suppressed) {
    public Spoken {
        promoted = List.copyOf(promoted);
        suppressed = List.copyOf(suppressed);
    }

    /** A token as text, and what it gains for one unit of the direction. */
    public record Token(String token, double weight) {
        private static Token of(WireObject it) {
            return new Token(it.text("token"), it.number("weight"));
        }
    }

    /** Reads what a direction says. */
    public static Spoken of(WireObject it) {
        return new Spoken(it.listOf("promoted", Token::of), it.listOf("suppressed", Token::of));
    }
}
