package dev.pke.model;

import dev.pke.model.folder.GenerationRules;
import dev.pke.model.setting.Sampling;

/**
 * How answers are made. What a folder rules of every answer is not here: see {@link
 * GenerationRules}.
 *
 * @param maxTokens the most tokens of an answer
 * @param template whether prompts go through the model's chat template
 * @param sampling greedy or drawn
 * @param batch prompts answered side by side
 * @param overflow what becomes of a prompt that leaves no room in the context
 * @param system what a template says before a prompt in the system's role, "" for nothing
 */
public record GenerationSettings(
        int maxTokens,
        Template template,
        Sampling sampling,
        int batch,
        Overflow overflow,
        String system) {
    /** Whether a prompt is wrapped in the model's chat template. */
    public enum Template {
        ON,
        OFF
    }

    /** What becomes of a prompt and its answer that are longer together than the context. */
    public enum Overflow {
        /** The prompt is cut from the left, and the answer says by how much. */
        CUT,
        /** As transformers: the text goes on beyond it, or, if positions end there, is refused. */
        GO_ON
    }

    public GenerationSettings {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1: " + maxTokens);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1: " + batch);
        }
    }

    /** Prompts too long are cut. */
    public GenerationSettings(int maxTokens, Template template, Sampling sampling, int batch) {
        this(maxTokens, template, sampling, batch, Overflow.CUT, "");
    }

    /** Greedy answers of at most that many tokens, through the chat template, 32 at a time. */
    public static GenerationSettings greedy(int maxTokens) {
        return new GenerationSettings(maxTokens, Template.ON, Sampling.greedy(), 32);
    }

    public GenerationSettings with(Template other) {
        return new GenerationSettings(maxTokens, other, sampling, batch, overflow, system);
    }

    public GenerationSettings with(Sampling other) {
        return new GenerationSettings(maxTokens, template, other, batch, overflow, system);
    }

    /** Of answers of at most so many tokens. */
    public GenerationSettings tokens(int most) {
        return new GenerationSettings(most, template, sampling, batch, overflow, system);
    }

    public GenerationSettings batches(int size) {
        return new GenerationSettings(maxTokens, template, sampling, size, overflow, system);
    }

    public GenerationSettings with(Overflow other) {
        return new GenerationSettings(maxTokens, template, sampling, batch, other, system);
    }

    /** Through the chat template, with this said in the system's role. */
    public GenerationSettings says(String message) {
        return new GenerationSettings(maxTokens, Template.ON, sampling, batch, overflow, message);
    }
}
