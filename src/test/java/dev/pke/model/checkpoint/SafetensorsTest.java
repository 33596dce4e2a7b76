package dev.pke.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.model.Faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What is written reads back; whatever is off is refused with file, tensor and fault. */
class SafetensorsTest {
    @TempDir Path dir;

    @Test
    void tablesReadBack() {
        float[][] table = {{1, 2, 3}, {4, 5, Float.NaN}};
        byte[] bytes =
                Safetensors.write(
                        Map.of("score", RawTensor.of(table), "places", RawTensor.of(7, 9)),
                        Map.of("made", "here"));
        Safetensors.Content content = Safetensors.read("x", bytes);
        assertEquals("{made=here}", content.metadata().toString());
        RawTensor score = content.tensor("score");
        RawTensor places = content.tensor("places");
        assertEquals("[2, 3]", score.shape().toString());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, Double.NaN}, score.numbers());
        assertArrayEquals(new long[] {7, 9}, places.longs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|needs 8 bytes",
                "{\"a\":{\"dtype\":\"F9\",\"shape\":[1],\"data_offsets\":[0,4]}}|unknown dtype",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|impossible shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}|impossible data_off",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|leaves a hole",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|holds 8 bytes of data",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|overlaps",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|uplicate",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],"
                        + "\"data_offsets\":[0,8]}}|impossible shape",
                "[]|expected a JSON object",
                "{\"a\":|not valid JSON"
            })
    void aFaultIsNamed(String header, String fault) throws IOException {
        Path file = dir.resolve("model.safetensors");
        Files.write(file, file(header));
        String error = Faults.line(() -> SafetensorsFile.open(file));
        assertTrue(error.contains(fault), error);
        assertTrue(error.startsWith(file.toString()), error);
    }

    @Test
    void anImpossibleHeaderLengthIsRefusedBeforeItIsRead() throws IOException {
        Path file = dir.resolve("long.safetensors");
        Files.write(file, new byte[] {0, 0, 0, 0, 0, 0, 0, 127, '{', '}'});
        String error = Faults.line(() -> SafetensorsFile.open(file));
        assertTrue(error.contains("impossible length"), error);
    }

    /** The header and 8 bytes of data. */
    private static byte[] file(String header) {
        byte[] json = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + json.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
