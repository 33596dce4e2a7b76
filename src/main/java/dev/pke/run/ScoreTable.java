package dev.pke.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named tables of f32 scores, normally (blocks, neurons per block), in the safetensors form: eight
 * bytes of header length, a JSON header, then the numbers, all little-endian.
 */
public final class ScoreTable {
    private static final int HEADER_LIMIT = 1 << 20;

    private ScoreTable() {}

    /** The bytes of the tables; equal tables give equal bytes. */
    public static byte[] encode(Map<String, float[][]> tables) {
        Map<String, Object> header = new LinkedHashMap<>();
        long bytes = 0;
        for (var each : new TreeMap<>(tables).entrySet()) {
            float[][] table = each.getValue();
            int columns = table.length == 0 ? 0 : table[0].length;
            long end = bytes + 4L * table.length * columns;
            header.put(
                    each.getKey(),
                    Map.of(
                            "dtype",
                            "F32",
                            "shape",
                            List.of(table.length, columns),
                            "data_offsets",
                            List.of(bytes, end)));
            bytes = end;
        }
        String json = CanonicalJson.write(header);
        byte[] head = (json + " ".repeat((8 - json.length() % 8) % 8)).getBytes(UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(8 + head.length + bytes))
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(head.length).put(head);
        for (float[][] table : new TreeMap<>(tables).values()) {
            for (float[] row : table) {
                for (float each : row) {
                    out.putFloat(each);
                }
            }
        }
        return out.array();
    }

    /** The tables in the bytes, or an IllegalArgument that says what is wrong with them. */
    public static Map<String, float[][]> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = in.remaining() < 8 ? -1 : in.getLong();
        if (length < 2 || length > Math.min(HEADER_LIMIT, in.remaining())) {
            throw new IllegalArgumentException("score table has no header: length " + length);
        }
        byte[] head = new byte[(int) length];
        in.get(head);
        ByteBuffer data = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, float[][]> tables = new TreeMap<>();
        if (CanonicalJson.parse(new String(head, UTF_8).strip()) instanceof Map<?, ?> header) {
            header.forEach((name, entry) -> {
                if (!"__metadata__".equals(name)) {
                    tables.put(String.valueOf(name), table(name, entry, data));
                }
            });
        }
        return tables;
    }

    private static float[][] table(Object name, Object entry, ByteBuffer data) {
        if (entry instanceof Map<?, ?> map && "F32".equals(map.get("dtype"))) {
            List<Long> shape = numbers(map.get("shape"));
            List<Long> range = numbers(map.get("data_offsets"));
            boolean fits =
                    shape.size() == 2
                            && range.size() == 2
                            && range.get(1) <= data.limit()
                            && range.get(1) - range.get(0) == 4 * shape.get(0) * shape.get(1);
            if (fits) {
                float[][] table = new float[shape.get(0).intValue()][shape.get(1).intValue()];
                int at = range.get(0).intValue();
                for (float[] row : table) {
                    for (int i = 0; i < row.length; i++, at += 4) {
                        row[i] = data.getFloat(at);
                    }
                }
                return table;
            }
        }
        throw new IllegalArgumentException("score table " + name + " is damaged: " + entry);
    }

    private static List<Long> numbers(@Nullable Object list) {
        List<Long> numbers = new ArrayList<>();
        if (list instanceof List<?> values) {
            for (Object each : values) {
                if (each instanceof Number number && number.longValue() >= 0) {
                    numbers.add(number.longValue());
                }
            }
        }
        return numbers;
    }
}
