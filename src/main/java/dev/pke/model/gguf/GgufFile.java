package dev.pke.model.gguf;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.FolderKind;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A GGUF file's header.
 *
 * @param path the file
 * @param metadata what it says of itself
 * @param tensors by name, in the order of their places
 */
record GgufFile(Path path, Metadata metadata, Map<String, GgufTensor> tensors) {
    /** Reads and checks the header; no tensor is touched. */
    static GgufFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new ModelError(path + " is a folder; a GGUF file is wanted");
        }
        if (Files.exists(path)) {
            FolderKind.notPointer(path);
        }
        try (var channel = FileChannel.open(path)) {
            return new GgufHeader(path, new GgufCursor(path, channel)).read();
        } catch (NoSuchFileException e) {
            throw new ModelError(path + " does not exist", e);
        } catch (IOException e) {
            throw new ModelError(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    GgufTensor tensor(String name) {
        GgufTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelError(path + ": tensor " + name + " is missing");
        }
        return tensor;
    }
}
