package dev.pke.model.folder;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.checkpoint.TensorInfo;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Map;

/**
 * Whether an embedding is the unembedding too: where the config says so, but the files hold a head
 * with other values, the head is used, as transformers 5 does.
 */
final class TiedHead {
    private static final String HEAD = "lm_head.weight";

    private TiedHead() {}

    static ModelConfig settle(ModelConfig config, Architecture architecture, Checkpoint from) {
        Map<String, SafetensorsFile> files = from.tensors();
        String embed = architecture.named(files.keySet()).tensor("embed");
        SafetensorsFile head = files.get(HEAD);
        SafetensorsFile other = files.get(embed);
        if (!config.tied() || head == null || other == null || same(head, other, embed)) {
            return config;
        }
        return config.untied();
    }

    private static boolean same(SafetensorsFile head, SafetensorsFile other, String embed) {
        TensorInfo a = head.tensors().get(HEAD);
        TensorInfo b = other.tensors().get(embed);
        if (a == null || b == null || a.dtype() != b.dtype() || !a.shape().equals(b.shape())) {
            return false;
        }
        try (Arena arena = Arena.ofConfined();
                FileChannel one = FileChannel.open(head.path());
                FileChannel two = FileChannel.open(other.path())) {
            return bytes(arena, one, head, a).mismatch(bytes(arena, two, other, b)) < 0;
        } catch (IOException e) {
            throw new ModelError(head.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static MemorySegment bytes(
            Arena arena, FileChannel channel, SafetensorsFile file, TensorInfo t)
            throws IOException {
        return channel.map(MapMode.READ_ONLY, file.dataStart() + t.start(), t.bytes(), arena);
    }
}
