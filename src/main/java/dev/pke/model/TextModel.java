package dev.pke.model;

import java.util.List;

/** Whatever answers prompts, local or remote. */
public interface TextModel {
    /** What reports call it. */
    String name();

    /** One answer a prompt, in the prompts' order. */
    List<String> answer(List<String> prompts, GenerationSettings settings);
}
