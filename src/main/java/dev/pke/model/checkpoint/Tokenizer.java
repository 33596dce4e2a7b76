package dev.pke.model.checkpoint;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import dev.pke.fault.ModelError;
import dev.pke.model.torch.Torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Text to token ids and back, as the folder's tokenizer.json says. */
public final class Tokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    private Tokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Reads FOLDER/tokenizer.json. */
    public static Tokenizer read(Path folder) {
        Torch.offline();
        Path file = folder.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw new ModelError(folder + " has no tokenizer.json");
        }
        try {
            // Its defaults cut texts at 512 tokens and fill them up; we do both ourselves.
            var options = Map.of("padding", "false", "truncation", "false");
            return new Tokenizer(HuggingFaceTokenizer.newInstance(file, options));
        } catch (IOException | RuntimeException e) {
            throw new ModelError(file + " is no tokenizer: " + e.getMessage(), e);
        }
    }

    /** Ids with the special tokens (such as BOS) that the tokenizer adds by itself. */
    public int[] encode(String text) {
        return ints(tokenizer.encode(text, true, false).getIds());
    }

    /** Ids of the bare text. */
    public int[] encodePlain(String text) {
        return ints(tokenizer.encode(text, false, false).getIds());
    }

    /** Text without special tokens. */
    public String decode(int... ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true);
    }

    private static int[] ints(long... ids) {
        return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
