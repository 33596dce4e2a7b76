package dev.pke.model.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import dev.pke.fault.ModelError;
import dev.pke.model.torch.Torch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Text to token ids and back, as the folder's tokenizer.json and what lies beside it say. */
public final class Tokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    private Tokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Reads FOLDER/tokenizer.json, completed as transformers completes it. */
    public static Tokenizer read(Path folder) {
        Torch.offline();
        Path file = folder.resolve("tokenizer.json");
        byte[] json = TokenizerFiles.of(folder).complete().getBytes(UTF_8);
        try (var in = new ByteArrayInputStream(json)) {
            // Its defaults cut texts at 512 tokens and fill them up; we do both ourselves.
            var options = Map.of("padding", "false", "truncation", "false");
            return new Tokenizer(HuggingFaceTokenizer.newInstance(in, options));
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
