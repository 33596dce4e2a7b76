package dev.pke.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.model.torch.DType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A Hugging Face folder made by hand, byte by byte, so that one bit of it can be changed. */
final class TinyCheckpoint {
    private final Map<String, byte[]> bytes = new TreeMap<>();
    private final Map<String, String> heads = new TreeMap<>();

    /** Three blocks with an MLP of 6 neurons and width 4, in F32, and an embedding in BF16. */
    static TinyCheckpoint llama(long seed) {
        TinyCheckpoint made = new TinyCheckpoint();
        Random random = new Random(seed);
        for (int block = 0; block < 3; block++) {
            String mlp = "model.layers." + block + ".mlp.";
            made.put(mlp + "down_proj.weight", DType.F32, List.of(4L, 6L), random);
            made.put(mlp + "gate_proj.weight", DType.F32, List.of(6L, 4L), random);
        }
        made.put("model.embed_tokens.weight", DType.BF16, List.of(5L, 4L), random);
        return made;
    }

    private void put(String name, DType dtype, List<Long> shape, Random random) {
        long elements = shape.stream().reduce(1L, (a, b) -> a * b);
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(elements * dtype.bytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int bits = Float.floatToRawIntBits((float) random.nextGaussian());
            if (dtype == DType.F32) {
                buffer.putInt(bits);
            } else {
                buffer.putShort((short) (bits >>> 16));
            }
        }
        put(name, dtype, shape, buffer.array());
    }

    TinyCheckpoint put(String name, DType dtype, List<Long> shape, byte[] data) {
        heads.put(name, "\"dtype\":\"%s\",\"shape\":%s".formatted(dtype, shape));
        bytes.put(name, data);
        return this;
    }

    TinyCheckpoint remove(String name) {
        heads.remove(name);
        bytes.remove(name);
        return this;
    }

    /** The elements of an F32 tensor, to be read and written in place. */
    ByteBuffer floats(String name) {
        byte[] data = bytes.get(name);
        if (data == null) {
            throw new IllegalArgumentException(name);
        }
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes the folder. */
    Path write(Path folder) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<String> entries = new ArrayList<>();
        bytes.forEach((name, each) -> {
            int start = data.size();
            data.writeBytes(each);
            entries.add(
                    "\"%s\":{%s,\"data_offsets\":[%d,%d]}"
                            .formatted(name, heads.get(name), start, data.size()));
        });
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(UTF_8);
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(length.putLong(header.length).array());
        file.writeBytes(header);
        file.writeBytes(data.toByteArray());
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"llama\", \"num_hidden_layers\": 3}");
        Files.write(folder.resolve("model.safetensors"), file.toByteArray());
        return folder;
    }
}
