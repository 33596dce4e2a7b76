package dev.pke.model.gguf;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.SafetensorsFile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;

/** A tensor's numbers, read from the file a piece at a time. */
final class GgufData {
    /** Numbers of a piece where nothing asks for another size. */
    private static final int PIECE = 1 << 18;

    private GgufData() {}

    /** All numbers of a small tensor. */
    static float[] all(GgufFile file, GgufTensor tensor) {
        if (tensor.elements() > PIECE) {
            throw new ModelError(
                    "%s: tensor %s has %d numbers"
                            .formatted(file.path(), tensor.name(), tensor.elements()));
        }
        float[][] all = new float[1][];
        read(file, tensor, PIECE, piece -> all[0] = piece);
        return all[0];
    }

    static void read(GgufFile file, GgufTensor tensor, Consumer<float[]> sink) {
        read(file, tensor, PIECE, sink);
    }

    /** Hands the numbers over in order, so many at a time (whole blocks). */
    static void read(GgufFile file, GgufTensor tensor, int piece, Consumer<float[]> sink) {
        BlockType type = tensor.type();
        try (var channel = FileChannel.open(file.path())) {
            long left = tensor.elements();
            long at = tensor.start();
            while (left > 0) {
                int numbers = (int) Math.min(left, piece);
                int bytes = Math.toIntExact((long) numbers / type.size() * type.bytes());
                sink.accept(type.read(SafetensorsFile.read(channel, at, bytes)));
                at += bytes;
                left -= numbers;
            }
        } catch (IOException e) {
            throw new ModelError(file.path() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
