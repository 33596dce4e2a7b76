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
    /**
     * Answers kept; the oldest go first. The largest test known, SafeEdit's with its beginnings, is
     * 14,000, and if fewer were kept, a second run in the same order would find none. At 512 tokens
     * each, 20 bytes a token, 20,000 are 200 MB.
     */
    private static final int MOST = 20_000;

    private final Map<String, List<Answer>> answers = new LinkedHashMap<>();
    private int kept;
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
        String key = Digest.of(asked.toString().getBytes(UTF_8));
        List<Answer> known = answers.get(key);
        if (known != null) {
            return known;
        }
        made++;
        List<Answer> chunk = List.copyOf(make.get());
        answers.put(key, chunk);
        kept += chunk.size();
        var eldest = answers.values().iterator();
        while (kept > MOST && eldest.hasNext()) {
            kept -= eldest.next().size();
            eldest.remove();
        }
        return chunk;
    }

    /** How many chunks were made, not remembered. */
    synchronized int made() {
        return made;
    }
}
