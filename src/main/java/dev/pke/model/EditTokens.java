package dev.pke.model;

import dev.pke.fault.ModelError;

import java.util.Arrays;
import java.util.List;

/**
 * An edit task in token ids; row i of {@code safe} and {@code unsafe} share their prompt.
 *
 * @param safe x with y+, the end token included
 * @param unsafe x with y-, the end token included
 * @param constraints c with c*, the end token included
 */
public record EditTokens(
        List<TokenPair> safe, List<TokenPair> unsafe, List<TokenPair> constraints) {
    public EditTokens {
        safe = List.copyOf(safe);
        unsafe = List.copyOf(unsafe);
        constraints = List.copyOf(constraints);
        if (safe.isEmpty() || safe.size() != unsafe.size()) {
            throw new IllegalArgumentException(
                    safe.size() + " safe answers, " + unsafe.size() + " unsafe ones");
        }
    }

    /** The tokens of {@code task} as {@code model} reads them. */
    public static EditTokens of(LanguageModel model, EditTask task) {
        return new EditTokens(
                task.instances().stream()
                        .map(i -> pair(model, task, i.prompt(), i.safe()))
                        .toList(),
                task.instances().stream()
                        .map(i -> pair(model, task, i.prompt(), i.unsafe()))
                        .toList(),
                task.constraints().stream()
                        .map(c -> pair(model, task, c.prompt(), c.answer()))
                        .toList());
    }

    /** The position in row i's answers of the first token in which they differ. */
    public int decision(int row) {
        int[] right = safe.get(row).answer();
        int[] wrong = unsafe.get(row).answer();
        int at = Arrays.mismatch(right, wrong);
        if (at < 0 || at >= right.length || at >= wrong.length) {
            throw new ModelError(
                    "edit instance " + (row + 1) + ": its safe and unsafe answers do not differ");
        }
        return at;
    }

    /**
     * A prompt and its answer. Without a template both are read as one text with a blank between,
     * since a tokenizer may join them; where it joins across the border, they are read apart.
     */
    private static TokenPair pair(
            LanguageModel model, EditTask task, String prompt, String answer) {
        String asked = task.asked(prompt);
        GenerationSettings settings = GenerationSettings.greedy(1).with(task.template());
        int[] head = model.promptIds(asked, settings);
        boolean templated =
                task.template() == GenerationSettings.Template.ON && model.template().isPresent();
        int[] tail = model.tokenizer().encodePlain(answer);
        if (!templated) {
            int[] whole = model.tokenizer().encode(asked + " " + answer);
            if (Arrays.mismatch(head, whole) == head.length) {
                tail = Arrays.copyOfRange(whole, head.length, whole.length);
            }
        }
        return new TokenPair(head, ended(model, tail));
    }

    private static int[] ended(LanguageModel model, int[] ids) {
        List<Integer> ends = model.config().eos();
        if (ends.isEmpty() || (ids.length > 0 && ids[ids.length - 1] == ends.getFirst())) {
            return ids;
        }
        int[] out = Arrays.copyOf(ids, ids.length + 1);
        out[ids.length] = ends.getFirst();
        return out;
    }
}
