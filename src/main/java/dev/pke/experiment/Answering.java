package dev.pke.experiment;

import dev.pke.data.Prompt;

import java.util.List;

/** Whoever is asked the prompts of an evaluation: the model in this process, or one elsewhere. */
@FunctionalInterface
interface Answering {
    /**
     * An answer.
     *
     * @param text as it reads behind what it was begun with
     * @param tokens how many, as far as that is known
     * @param cut how many tokens of the prompt did not fit
     */
    record Given(String text, int tokens, int cut) {}

    /** One answer a prompt, in the prompts' order. */
    List<Given> answer(List<Prompt> prompts);
}
