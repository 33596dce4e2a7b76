package dev.pke.model;

/** Sees every token of an answer as it is made. */
@FunctionalInterface
public interface TokenSink {
    /**
     * Takes one token.
     *
     * @param prompt index of the prompt
     * @param token the token's id
     */
    void token(int prompt, int token);

    /** Nobody looks. */
    static TokenSink none() {
        return (prompt, token) -> {};
    }
}
