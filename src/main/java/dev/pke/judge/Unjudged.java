package dev.pke.judge;

import dev.pke.data.Prompt;

/**
 * One answer that a judge is asked about.
 *
 * @param prompt what was asked
 * @param answer what the model said
 */
public record Unjudged(Prompt prompt, String answer) {}
