package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

class FileBlobsTest {
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path folder;
    private FileBlobs blobs;

    @BeforeEach
    void open() {
        blobs = FileBlobs.open(folder.resolve("blobs"));
    }

    private static byte[] abc() {
        return "abc".getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void bytesAreKeptUnderTheirDigest() throws Exception {
        assertFalse(blobs.has(ABC));
        assertEquals(ABC, blobs.put(abc()));
        assertEquals(ABC, blobs.put(new ByteArrayInputStream(abc())));
        assertTrue(blobs.has(ABC));
        assertArrayEquals(abc(), Files.readAllBytes(folder.resolve("blobs/ba/" + ABC)));
        try (InputStream in = blobs.open(ABC)) {
            assertArrayEquals(abc(), in.readAllBytes());
        }
    }

    @Test
    void aLongStreamComesBackAsItWas() throws Exception {
        byte[] bytes = new byte[3_000_001];
        new Random(7).nextBytes(bytes);
        String digest = blobs.put(new ByteArrayInputStream(bytes));
        try (InputStream in = blobs.open(digest)) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
        assertEquals(digest, blobs.put(bytes));
    }

    @Test
    void aStreamThatBreaksLeavesNothing() throws Exception {
        InputStream broken =
                new InputStream() {
                    private int left = 400_000;

                    @Override
                    public int read() throws IOException {
                        return read(new byte[1], 0, 1);
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        if (left == 0) {
                            throw new IOException("broken");
                        }
                        int n = Math.min(left, length);
                        left -= n;
                        return n;
                    }
                };
        assertThrows(IOException.class, () -> blobs.put(broken));
        try (var files = Files.walk(folder.resolve("blobs"))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void aDamagedBlobIsFoundWhenItIsRead() throws Exception {
        blobs.put(abc());
        Files.writeString(blobs.file(ABC), "abd");
        try (InputStream in = blobs.open(ABC)) {
            assertThrows(UserError.class, in::readAllBytes);
        }
    }

    @Test
    void aMissingBlobIsOneClearLine() {
        UserError error = assertThrows(UserError.class, () -> blobs.open(ABC));
        assertTrue(error.line().contains(ABC), error.line());
        assertThrows(IllegalArgumentException.class, () -> blobs.has("../../etc"));
    }
}
