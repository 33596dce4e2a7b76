package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        Map<String, float[][]> back = ScoreTable.decode(ScoreTable.encode(TABLES));
        assertEquals(TABLES.keySet(), back.keySet());
        TABLES.forEach((name, table) -> assertArrayEquals(table, back.get(name)));
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
        IllegalArgumentException damaged =
                assertThrows(IllegalArgumentException.class, () -> ScoreTable.decode(cut));
        assertTrue(String.valueOf(damaged.getMessage()).contains("score"));
        assertThrows(IllegalArgumentException.class, () -> ScoreTable.decode(new byte[4]));
    }
}
