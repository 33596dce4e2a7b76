package dev.pke.model;

/**
 * How answers are made.
 *
 * @param maxTokens the most tokens of an answer
 * @param template whether prompts go through the model's chat template
 * @param sampling greedy or drawn
 * @param batch prompts answered side by side
 */
public record GenerationSettings(int maxTokens, Template template, Sampling sampling, int batch) {
    /** Whether a prompt is wrapped in the model's chat template. */
    public enum Template {
        ON,
        OFF
    }

    public GenerationSettings {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1: " + maxTokens);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1: " + batch);
        }
    }

    /** Greedy answers of at most that many tokens, through the chat template, 32 at a time. */
    public static GenerationSettings greedy(int maxTokens) {
        return new GenerationSettings(maxTokens, Template.ON, Sampling.greedy(), 32);
    }

    public GenerationSettings with(Template other) {
        return new GenerationSettings(maxTokens, other, sampling, batch);
    }

    public GenerationSettings with(Sampling other) {
        return new GenerationSettings(maxTokens, template, other, batch);
    }

    public GenerationSettings batches(int size) {
        return new GenerationSettings(maxTokens, template, sampling, size);
    }
}
