package dev.pke.model.weights;

import ai.djl.ndarray.types.Shape;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.WeightShapes;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.DType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Writes a checkpoint of a real shape with random weights, of any size, without holding it: a
 * stand-in for measurements where no real weights can be had. Matrices are N(0, 0.02) drawn from a
 * table of a million normals at random offsets, norms are 1, biases 0.
 */
public final class RandomCheckpoint {
    private static final int TABLE = 1 << 20;
    private static final int CHUNK = 1 << 16;
    private static final double SPREAD = 0.02;

    private final DType dtype;
    private final byte[] table;
    private final SplittableRandom offsets;

    private RandomCheckpoint(DType dtype, long seed) {
        if (dtype != DType.F32 && dtype != DType.BF16) {
            throw new ModelError("a random checkpoint is f32 or bf16, not " + dtype);
        }
        this.dtype = dtype;
        this.offsets = new SplittableRandom(seed);
        this.table = new byte[TABLE * dtype.bytes()];
        var normals = new Random(seed);
        ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < TABLE; i++) {
            put(out, (float) (normals.nextGaussian() * SPREAD));
        }
    }

    /**
     * Writes a new folder with config.json and model.safetensors.
     *
     * @param progress hears how many bytes were written
     */
    public static void write(
            Path folder, String configJson, DType dtype, long seed, LongConsumer progress) {
        ModelConfig config = ModelConfig.parse(configJson);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("config.json"), configJson, StandardOpenOption.CREATE_NEW);
            try (var channel =
                    FileChannel.open(
                            folder.resolve("model.safetensors"),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                new RandomCheckpoint(dtype, seed).write(channel, config, progress);
            }
        } catch (IOException e) {
            throw new ModelError(folder + " cannot be written: " + e, e);
        }
    }

    private void write(FileChannel channel, ModelConfig config, LongConsumer progress)
            throws IOException {
        Map<String, Shape> shapes = new TreeMap<>(WeightShapes.of(Architecture.of(config), config));
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        long at = 0;
        for (Map.Entry<String, Shape> e : shapes.entrySet()) {
            List<Long> shape = Arrays.stream(e.getValue().getShape()).boxed().toList();
            long end = at + e.getValue().size() * dtype.bytes();
            infos.put(e.getKey(), new TensorInfo(e.getKey(), dtype, shape, at, end));
            at = end;
        }
        full(channel, ByteBuffer.wrap(Safetensors.header(infos, Map.of("format", "pt"))));
        for (TensorInfo t : infos.values().stream().sorted(BY_PLACE).toList()) {
            boolean matrix = t.shape().size() > 1;
            float other = t.name().endsWith("bias") ? 0 : 1;
            for (long done = 0; done < t.elements(); done += CHUNK) {
                int count = (int) Math.min(CHUNK, t.elements() - done);
                full(channel, matrix ? normals(count) : constant(count, other));
            }
            progress.accept(t.end());
        }
    }

    private static final Comparator<TensorInfo> BY_PLACE =
            Comparator.comparingLong(TensorInfo::start);

    private ByteBuffer normals(int count) {
        int from = offsets.nextInt(TABLE - count);
        return ByteBuffer.wrap(table, from * dtype.bytes(), count * dtype.bytes());
    }

    private ByteBuffer constant(int count, float value) {
        ByteBuffer out = ByteBuffer.allocate(count * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            put(out, value);
        }
        return out.flip();
    }

    private void put(ByteBuffer out, float value) {
        if (dtype == DType.F32) {
            out.putFloat(value);
        } else {
            int bits = Float.floatToRawIntBits(value);
            // Round to nearest, ties to even.
            out.putShort((short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16));
        }
    }

    private static void full(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** config.json texts of known shapes, by name. */
    public static Map<String, String> shapes() {
        Map<String, String> shapes = new TreeMap<>();
        shapes.put("llama-768", llama(768, 2048, 12, 12, 12, 32000, 2048, 10000));
        shapes.put("llama2-7b", llama(4096, 11008, 32, 32, 32, 32000, 4096, 10000));
        shapes.put("llama3-8b", llama(4096, 14336, 32, 32, 8, 128256, 8192, 500000));
        shapes.put("llama-tiny", llama(64, 176, 4, 4, 2, 320, 256, 10000));
        return shapes;
    }

    private static String llama(
            int hidden,
            int intermediate,
            int blocks,
            int heads,
            int kv,
            int vocab,
            int positions,
            int theta) {
        return """
        {
          "architectures": ["LlamaForCausalLM"],
          "model_type": "llama",
          "hidden_size": %d,
          "intermediate_size": %d,
          "num_hidden_layers": %d,
          "num_attention_heads": %d,
          "num_key_value_heads": %d,
          "vocab_size": %d,
          "max_position_embeddings": %d,
          "rope_theta": %d,
          "rms_norm_eps": 1e-05,
          "hidden_act": "silu",
          "tie_word_embeddings": false,
          "bos_token_id": 1,
          "eos_token_id": 2
        }
        """
                .formatted(hidden, intermediate, blocks, heads, kv, vocab, positions, theta);
    }
}
