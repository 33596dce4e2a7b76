package dev.pke.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.checkpoint.Digest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers of unedited models that this process has already made. The same weights, prompts and
 * settings give the same bits, so that runs side by side ask only once; each still puts every
 * answer on its own record. Safe to share between threads.
 */
public final class Unedited {
    /** Chunks kept; the oldest goes first. */
    private static final int MOST = 64;

    private final Map<String, List<Answer>> answers =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<Answer>> eldest) {
                    return size() > MOST;
                }
            };

    private int made;

    /**
     * The answers to a chunk of prompts, made by {@code make} if nobody has asked before.
     *
     * @param model the digest of all its tensors, and the device and threads it runs on
     * @param prompts in token ids
     */
    synchronized List<Answer> of(
            String model,
            List<int[]> prompts,
            GenerationSettings settings,
            Supplier<List<Answer>> make) {
        StringBuilder asked = new StringBuilder(model).append(settings);
        prompts.forEach(ids -> asked.append(Arrays.toString(ids)));
        return answers.computeIfAbsent(
                Digest.of(asked.toString().getBytes(UTF_8)),
                _ -> {
                    made++;
                    return List.copyOf(make.get());
                });
    }

    /** How many chunks were made, not remembered. */
    synchronized int made() {
        return made;
    }
}
