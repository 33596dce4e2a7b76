package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;

/**
 * How a text is cut before its bytes are merged.
 *
 * @param path the file, for errors
 * @param word what llama.cpp calls the way
 */
record TextCuts(Path path, String word) {
    private static final List<String> GPT2 = List.of("gpt-2", "phi-2", "mpt", "olmo");
    private static final List<String> DIGITS = List.of("smollm", "starcoder", "refact");
    private static final List<String> LLAMA3 = List.of("llama-bpe", "llama3", "llama-v3");
    private static final List<String> QWEN2 = List.of("qwen2", "deepseek-r1-qwen", "stablelm2");

    /** How Llama 3 and Qwen cut a text, but for the most digits of a number. */
    private static final String CUTS =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}%s"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** Whether a word that is a piece is taken whole, without merges. */
    boolean takesWholeWords() {
        return LLAMA3.contains(word);
    }

    void write(ObjectNode json) {
        if (QWEN2.contains(word)) {
            json.putObject("normalizer").put("type", "NFC");
        } else {
            json.putNull("normalizer");
        }
        if (GPT2.contains(word)) {
            level(json.putObject("pre_tokenizer"), true);
            return;
        }
        ObjectNode all = json.putObject("pre_tokenizer").put("type", "Sequence");
        ArrayNode steps = all.putArray("pretokenizers");
        if (DIGITS.contains(word)) {
            steps.addObject().put("type", "Digits").put("individual_digits", true);
            level(steps.addObject(), true);
        } else if (LLAMA3.contains(word)) {
            split(steps.addObject(), CUTS.formatted("{1,3}"));
            level(steps.addObject(), false);
        } else if (QWEN2.contains(word)) {
            split(steps.addObject(), CUTS.formatted(""));
            level(steps.addObject(), false);
        } else {
            throw new ModelError(
                    "%s cuts texts as %s; known here: %s, %s, %s, %s"
                            .formatted(path, word, GPT2, DIGITS, LLAMA3, QWEN2));
        }
    }

    private static void split(ObjectNode json, String regex) {
        json.put("type", "Split").putObject("pattern").put("Regex", regex);
        json.put("behavior", "Isolated").put("invert", false);
    }

    static void level(ObjectNode json, Boolean cuts) {
        json.put("type", "ByteLevel").put("add_prefix_space", false);
        json.put("trim_offsets", true).put("use_regex", cuts);
    }
}
