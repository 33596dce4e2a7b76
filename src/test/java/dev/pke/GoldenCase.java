package dev.pke;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of reference numbers: inputs, expected values, expected tensors; read without the code
 * under test.
 *
 * @param folder where it lies, a model's folder too
 * @param inputs inputs.json
 * @param expected expected.json
 * @param header the header of expected.safetensors
 * @param data what follows it, little-endian
 */
public record GoldenCase(
        Path folder, JsonNode inputs, JsonNode expected, JsonNode header, ByteBuffer data) {

    /** The case of that name under src/test/resources/golden. */
    public static GoldenCase of(String name) {
        Path folder = Path.of("src/test/resources/golden", name);
        try {
            ByteBuffer file =
                    ByteBuffer.wrap(Files.readAllBytes(folder.resolve("expected.safetensors")))
                            .order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[(int) file.getLong()];
            file.get(header);
            return new GoldenCase(
                    folder,
                    json(Files.readString(folder.resolve("inputs.json"))),
                    json(Files.readString(folder.resolve("expected.json"))),
                    json(new String(header, StandardCharsets.UTF_8)),
                    file.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** The names of all expected tensors. */
    public List<String> tensors() {
        return header.propertyNames().stream().filter(n -> !n.startsWith("__")).toList();
    }

    /** An expected tensor, flat. */
    public float[] tensor(String name) {
        JsonNode range = header.path(name).path("data_offsets");
        int from = range.get(0).asInt();
        return floats(data.slice(from, range.get(1).asInt() - from));
    }

    /** Little-endian f32 bytes as floats. */
    public static float[] floats(ByteBuffer bytes) {
        float[] out = new float[bytes.remaining() / 4];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
        return out;
    }

    /** A JSON array of whole numbers. */
    public static int[] ids(JsonNode array) {
        return array.values().stream().mapToInt(JsonNode::asInt).toArray();
    }

    /** A JSON array of rows. */
    public static List<int[]> rows(JsonNode array) {
        List<int[]> out = new ArrayList<>();
        array.forEach(row -> out.add(ids(row)));
        return out;
    }

    /** Rows of ids without the padding that their mask shows. */
    public static List<int[]> unpadded(JsonNode tokens) {
        List<int[]> out = new ArrayList<>();
        List<int[]> mask = rows(tokens.path("attention_mask"));
        for (int[] row : rows(tokens.path("input_ids"))) {
            int[] keep = mask.get(out.size());
            out.add(
                    java.util.stream.IntStream.range(0, row.length)
                            .filter(t -> keep[t] == 1)
                            .map(t -> row[t])
                            .toArray());
        }
        return out;
    }

    /** ‖seen − expected‖₂ / ‖expected‖₂. */
    public static double relative(float[] seen, float[] expected) {
        if (seen.length != expected.length) {
            throw new AssertionError(seen.length + " numbers, expected " + expected.length);
        }
        double apart = 0;
        double norm = 0;
        for (int i = 0; i < seen.length; i++) {
            apart += ((double) seen[i] - expected[i]) * ((double) seen[i] - expected[i]);
            norm += (double) expected[i] * expected[i];
        }
        return Math.sqrt(apart) / Math.sqrt(norm);
    }

    /** A table row by row. */
    public static float[] flat(float[][] table) {
        int width = table[0].length;
        float[] out = new float[table.length * width];
        for (int l = 0; l < table.length; l++) {
            System.arraycopy(table[l], 0, out, l * width, width);
        }
        return out;
    }

    /** The numbers of an object as a map. */
    public static Map<String, Object> numbers(JsonNode object) {
        return JsonMapper.shared()
                .convertValue(object, new tools.jackson.core.type.TypeReference<>() {});
    }
}
