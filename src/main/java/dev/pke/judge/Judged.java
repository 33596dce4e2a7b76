package dev.pke.judge;

import dev.pke.data.Prompt;

/**
 * One answer and what a judge called it.
 *
 * @param prompt what was asked
 * @param answer what the model said
 * @param verdict what the judge called it
 */
public record Judged(Prompt prompt, String answer, Verdict verdict) {}
