package dev.pke.experiment.make;

/**
 * A question that a model answered.
 *
 * @param question what was asked
 * @param attack the number of the attack around it; -1 for none
 * @param prompt what the model read
 * @param answer what it said
 */
record Answered(Question question, int attack, String prompt, String answer) {}
