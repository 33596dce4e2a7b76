package dev.pke.judge.remote;

/**
 * What a model elsewhere is asked.
 *
 * @param text all of it
 * @param maxTokens of the reply
 * @param temperature 0 where the likeliest is wanted
 */
public record Question(String text, int maxTokens, double temperature) {
    public Question {
        if (text.isBlank() || maxTokens < 1 || !(temperature >= 0)) {
            throw new IllegalArgumentException(
                    "no question: " + maxTokens + " tokens at " + temperature);
        }
    }
}
