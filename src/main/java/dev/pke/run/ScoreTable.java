package dev.pke.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named tables of f32 scores, normally (blocks, neurons per block), in the safetensors form: eight
 * bytes of header length, a JSON header, then the numbers, all little-endian.
 */
public final class ScoreTable {
    private static final int LONGEST_HEADER = 1 << 20;
    private static final long MOST_BYTES = 256L << 20;

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

    /** The array by its name, a row a block; no rows if the table does not hold it. */
    public static float[][] read(Blobs blobs, String digest, String name) {
        try (InputStream in = blobs.open(digest)) {
            long headerBytes = little(in, 8, digest).getLong();
            if (headerBytes < 2 || headerBytes > LONGEST_HEADER) {
                throw damaged(digest, "its header has " + headerBytes + " bytes");
            }
            String header = new String(in.readNBytes((int) headerBytes), UTF_8).strip();
            if (!(CanonicalJson.parse(header) instanceof Map<?, ?> entries)
                    || !(entries.get(name) instanceof Map<?, ?> entry)) {
                return new float[0][];
            }
            List<?> shape = list(entry.get("shape"), digest);
            List<?> offsets = list(entry.get("data_offsets"), digest);
            int blocks = (int) whole(shape.getFirst(), digest);
            int neurons = (int) whole(shape.getLast(), digest);
            long from = whole(offsets.getFirst(), digest);
            long bytes = whole(offsets.getLast(), digest) - from;
            boolean fits = shape.size() == 2 && bytes == 4L * blocks * neurons;
            if (!fits || bytes > MOST_BYTES || !"F32".equals(entry.get("dtype"))) {
                throw damaged(digest, name + " is no f32 table of " + blocks + " x " + neurons);
            }
            in.skipNBytes(from);
            var floats = little(in, (int) bytes, digest).asFloatBuffer();
            var table = new float[blocks][neurons];
            for (float[] row : table) {
                floats.get(row);
            }
            return table;
        } catch (MalformedJson malformed) {
            throw damaged(digest, "its header is no JSON");
        } catch (IOException unreadable) {
            throw new UserError("the blob " + digest + " can't be read", unreadable);
        }
    }

    private static ByteBuffer little(InputStream in, int count, String digest) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged(digest, "it ends " + (count - bytes.length) + " bytes too early");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<?> list(@Nullable Object value, String digest) {
        if (value instanceof List<?> list && list.size() == 2) {
            return list;
        }
        throw damaged(digest, "its header holds " + value + " where two numbers belong");
    }

    private static long whole(@Nullable Object value, String digest) {
        if (value instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw damaged(digest, "its header holds " + value + " where a count belongs");
    }

    private static UserError damaged(String digest, String how) {
        return new UserError("the score table " + digest + " is damaged: " + how);
    }
}
