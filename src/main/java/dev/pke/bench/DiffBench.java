package dev.pke.bench;

import dev.pke.diff.CheckpointDiff;
import dev.pke.diff.FolderTensors;
import dev.pke.diff.Tensors;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/** Measures the checkpoint diff beside {@code cmp} on the same files, both from the page cache. */
public final class DiffBench {
    private static final int BLOCKS = 16;
    private static final int WIDTH = 4096;
    private final Path folder;
    private final long rows;

    /**
     * Works in an existing empty folder.
     *
     * @param bytes about the size of one checkpoint: 16 down projections in BF16
     */
    public DiffBench(Path folder, long bytes) {
        this.folder = folder;
        this.rows = Math.max(1, bytes / BLOCKS / WIDTH / 2);
    }

    /** Where the two checkpoints lie; B is a copy of A. */
    public List<Path> write(RandomGenerator random) throws IOException {
        Path a = Files.createDirectories(folder.resolve("a"));
        Path b = Files.createDirectories(folder.resolve("b"));
        Path file = a.resolve("model.safetensors");
        long bytes = rows * WIDTH * 2;
        StringJoiner entries = new StringJoiner(",", "{", "}");
        for (int i = 0; i < BLOCKS; i++) {
            entries.add(
                    ("\"model.layers.%d.mlp.down_proj.weight\":{\"dtype\":\"BF16\",\"shape\":[%d,%d],"
                                    + "\"data_offsets\":[%d,%d]}")
                            .formatted(i, rows, WIDTH, i * bytes, (i + 1) * bytes));
        }
        byte[] header = entries.toString().getBytes(StandardCharsets.UTF_8);
        byte[] numbers = new byte[1 << 22];
        random.nextBytes(numbers);
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.write(length.putLong(header.length).flip());
            out.write(ByteBuffer.wrap(header));
            for (long left = BLOCKS * bytes; left > 0; left -= numbers.length) {
                out.write(ByteBuffer.wrap(numbers, 0, (int) Math.min(left, numbers.length)));
            }
        }
        Files.copy(file, b.resolve("model.safetensors"));
        return List.of(a, b);
    }

    /** Bytes of one checkpoint's tensors. */
    public long bytes() {
        return rows * WIDTH * 2 * BLOCKS;
    }

    /** Changes the neurons of one edit in B: {@code count} columns of the last block. */
    public void edit(Path b, int count) throws IOException {
        Path file = b.resolve("model.safetensors");
        long end = Files.size(file);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long start = end - rows * WIDTH * 2;
            for (long row = 0; row < rows; row++) {
                for (int neuron = 0; neuron < count; neuron++) {
                    out.write(ByteBuffer.wrap(new byte[2]), start + (row * WIDTH + neuron) * 2);
                }
            }
        }
    }

    /** Seconds that our comparison takes; {@code same} is what it must find. */
    public double seconds(Path a, Path b, Expectation expected) {
        long start = System.nanoTime();
        try (Tensors before = FolderTensors.open(a);
                Tensors after = FolderTensors.open(b)) {
            boolean same = CheckpointDiff.of(before, after).same();
            if (same != (expected == Expectation.SAME)) {
                throw new IllegalStateException("the comparison is wrong: same is " + same);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds that {@code cmp} takes on files that are the same. */
    public double cmpSeconds(Path a, Path b) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process cmp =
                new ProcessBuilder(
                                "cmp",
                                a.resolve("model.safetensors").toString(),
                                b.resolve("model.safetensors").toString())
                        .inheritIO()
                        .start();
        if (cmp.waitFor() != 0) {
            throw new UserError("cmp says that two equal files differ");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** What a comparison must find. */
    public enum Expectation {
        SAME,
        DIFFERENT
    }
}
