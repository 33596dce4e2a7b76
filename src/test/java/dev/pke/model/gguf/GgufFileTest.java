package dev.pke.model.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.torch.DType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** GGUF files are read to the bit, and what is damaged or made to harm is refused in one line. */
class GgufFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/gguf");

    @TempDir Path dir;

    @ParameterizedTest
    @EnumSource
    void blocksBecomeTheNumbersThatTheGgufPackageMakesOfThem(BlockType type) throws IOException {
        GgufFile file = GgufFile.open(GOLDEN.resolve("blocks.gguf"));
        byte[] expected =
                Safetensors.read("blocks", Files.readAllBytes(GOLDEN.resolve("blocks.safetensors")))
                        .tensor(type.name())
                        .bits();
        GgufTensor tensor = file.tensor(type.name());
        assertEquals(type, tensor.type());
        assertEquals(List.of(2L, 512L), tensor.shape());
        ByteBuffer seen = ByteBuffer.allocate(4 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        GgufData.read(
                file,
                tensor,
                256,
                piece -> {
                    for (float number : piece) {
                        seen.putFloat(number);
                    }
                });
        assertArrayEquals(expected, seen.array());
    }

    /** What the line says, what of the small llama's header is replaced, and by what. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "is no GGUF file; GGUF; FUGG",
                "may change the model; llama.vocab_size; llama.clamp_size",
                "block_count is missing; llama.block_count; lLama.block_count",
                "those that can be; llama; mamba",
                "a tokenizer of the kind; gpt2; bert",
                "cuts texts as smolln; smollm; smolln",
                "that no llama model has; blk.1.ffn_down.weight; blk.1.fnn_down.weight",
                "twice; blk.1.ffn_down.weight; blk.1.ffn_gate.weight",
                "tokens 0 and 5 are; <|unk|>; <|end|>",
                "no tensor becomes; blk.1.ffn_down.weight; blk.7.ffn_down.weight",
            })
    void aFaultIsNamed(String says, String what, String by) throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("llama/model.gguf"));
        String line = refused(replaced(bytes, what, by));
        assertTrue(line.contains(says), line);
    }

    /** The first place of a text, after its length, with another text in its place. */
    private static byte[] replaced(byte[] bytes, String what, String by) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(what);
        assertTrue(at >= 0, what);
        byte[] in = by.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer out = ByteBuffer.allocate(bytes.length + in.length - what.length());
        out.order(ByteOrder.LITTLE_ENDIAN).put(bytes, 0, at).put(in);
        out.put(bytes, at + what.length(), bytes.length - at - what.length());
        if (at > 0) {
            out.putLong(at - 8, in.length);
        }
        return out.array();
    }

    @Test
    void aCountThatCannotBeIsRefusedBeforeAnythingIsMade() throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("llama/model.gguf"));
        for (int at : new int[] {8, 16, 24}) { // of tensors, of keys, of the first key's letters
            for (long count : new long[] {-1, Long.MIN_VALUE, 1L << 40, Integer.MAX_VALUE}) {
                byte[] other = bytes.clone();
                ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putLong(at, count);
                String line = refused(other);
                assertTrue(line.contains("bytes are left"), line);
            }
        }
    }

    @Test
    void aFileThatWasCutOffAnywhereIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("llama/model.gguf"));
        for (int length = 0; length < bytes.length; length += 1_999) {
            refused(Arrays.copyOf(bytes, length));
        }
        refused(Arrays.copyOf(bytes, bytes.length - 1));
    }

    /** Whatever a header says, it is imported or refused: nothing else is thrown, nothing left. */
    @Test
    void noFlippedBitOfAHeaderDoesAnythingElse() throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("llama/model.gguf"));
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] other = bytes.clone();
            for (int flips = 0; flips < 3; flips++) {
                other[random.nextInt(14_000)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                write(other);
            } catch (ModelError e) {
                assertFalse(e.line().contains("\n"), e.line());
                refused++;
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    @Test
    void anImportIsThereWholeOrNotAtAll() throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("llama3/model.gguf"));
        Path file = Files.write(dir.resolve("model.gguf"), bytes);
        GgufImport read = GgufImport.of(file, DType.F32);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 50_000));
        assertThrows(ModelError.class, () -> read.write(dir.resolve("made")));
        assertEquals(List.of("model.gguf"), names());
    }

    private String refused(byte[] bytes) throws IOException {
        ModelError refused = assertThrows(ModelError.class, () -> write(bytes));
        assertFalse(refused.line().contains("\n"), refused.line());
        assertEquals(List.of("model.gguf"), names(), "nothing is left");
        return refused.line();
    }

    private void write(byte[] bytes) throws IOException {
        Path file = Files.write(dir.resolve("model.gguf"), bytes);
        GgufImport.of(file, null);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
