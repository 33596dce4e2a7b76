package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.InMemoryBlobs;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

class ScoreTableTest {
    private static final Map<String, float[][]> TABLES =
            Map.of(
                    "score", new float[][] {{1, 2, 3}, {4, Float.NaN, -0f}},
                    "path", new float[][] {{0.5f}});

    @Test
    void tablesComeBackBitForBit() {
        byte[] bytes = ScoreTable.encode(TABLES);
        TABLES.forEach((name, table) -> assertArrayEquals(table, read(bytes, name)));
        assertEquals(0, read(bytes, "another").length);
    }

    @Test
    void theHeaderIsThatOfSafetensorsAndTheDataTilesTheRest() {
        byte[] bytes = ScoreTable.encode(TABLES);
        int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String json = new String(bytes, 8, header, UTF_8).strip();
        assertEquals(
                "{\"path\":{\"data_offsets\":[0,4],\"dtype\":\"F32\",\"shape\":[1,1]},"
                        + "\"score\":{\"data_offsets\":[4,28],\"dtype\":\"F32\",\"shape\":[2,3]}}",
                json);
        assertEquals(8 + header + 28, bytes.length);
        assertEquals(0, header % 8);
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = ScoreTable.encode(TABLES);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 4);
        UserError damaged = assertThrows(UserError.class, () -> read(cut, "score"));
        assertTrue(damaged.line().contains("damaged"), damaged.line());
        assertThrows(UserError.class, () -> read(new byte[4], "score"));
    }

    private static float[][] read(byte[] bytes, String name) {
        var blobs = new InMemoryBlobs();
        return ScoreTable.read(blobs, blobs.put(bytes), name);
    }
}
