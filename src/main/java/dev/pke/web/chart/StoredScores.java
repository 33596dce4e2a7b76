package dev.pke.web.chart;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads one f32 array of shape (blocks, neurons per block) from a score table's safetensors. */
public final class StoredScores {
    private static final int LONGEST_HEADER = 1 << 20;
    private static final long MOST_BYTES = 256L << 20;

    private StoredScores() {}

    /** The array by its name, a row a block; no rows if the table does not hold it. */
    public static float[][] read(Blobs blobs, String digest, String name) {
        try (InputStream in = blobs.open(digest)) {
            long headerBytes = little(in.readNBytes(8)).getLong();
            if (headerBytes < 2 || headerBytes > LONGEST_HEADER) {
                throw damaged(digest, "its header has " + headerBytes + " bytes");
            }
            String header =
                    new String(in.readNBytes((int) headerBytes), StandardCharsets.UTF_8).strip();
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
            var floats = little(in.readNBytes((int) bytes)).asFloatBuffer();
            var table = new float[blocks][neurons];
            for (float[] row : table) {
                floats.get(row);
            }
            return table;
        } catch (IOException unreadable) {
            throw new UserError("the blob " + digest + " can't be read", unreadable);
        }
    }

    private static ByteBuffer little(byte[] bytes) {
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
