package dev.pke.diff;

import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.checkpoint.TensorInfo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Hugging Face folder written as a copy of another with some tensors' bytes replaced in place. It
 * is written beside its name and moved there when whole, so a folder of that name is never half
 * one.
 */
final class FolderCopy {
    private FolderCopy() {}

    /** Copies {@code from} to {@code to} with the bytes of {@code tensors} where they differ. */
    static void write(Path from, Tensors tensors, Path to) {
        if (Files.exists(to)) {
            throw new UserError(
                    to + " exists already; a folder is never written over: name a new one");
        }
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            Files.createDirectories(part);
            for (Path file : files(from)) {
                Files.copy(
                        file,
                        part.resolve(String.valueOf(file.getFileName())),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            for (SafetensorsFile file : Checkpoint.open(part).files()) {
                overwrite(file, tensors);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserError(to + " can't be written: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void overwrite(SafetensorsFile file, Tensors tensors) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            for (Map.Entry<String, TensorInfo> each : file.tensors().entrySet()) {
                TensorBytes bytes = tensors.tensors().get(each.getKey());
                if (bytes != null && tensors.isReplaced(each.getKey())) {
                    put(channel, file.dataStart() + each.getValue().start(), bytes);
                }
            }
            channel.force(true);
        }
    }

    private static void put(FileChannel channel, long at, TensorBytes tensor) throws IOException {
        long size = tensor.bytes().byteSize();
        int window = 1 << 26;
        for (long from = 0; from < size; from += window) {
            ByteBuffer bytes =
                    tensor.bytes().asSlice(from, Math.min(window, size - from)).asByteBuffer();
            for (long to = at + from; bytes.hasRemaining(); ) {
                to += channel.write(bytes, to);
            }
        }
    }
}
