package dev.pke.diff;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.folder.NeuronLayout;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tensors of a Hugging Face folder, mapped from its files: nothing is copied. */
public final class FolderTensors implements Tensors {
    private final Path folder;
    private final Arena arena = Arena.ofShared();
    private final SortedMap<String, TensorBytes> tensors = new TreeMap<>();

    private FolderTensors(Path folder) {
        this.folder = folder;
    }

    /** Maps a folder's files; their headers are checked, their tensors not touched. */
    public static FolderTensors open(Path folder) {
        FolderTensors opened = new FolderTensors(folder);
        try {
            for (SafetensorsFile file : Checkpoint.open(folder).files()) {
                opened.map(file);
            }
            return opened;
        } catch (IOException e) {
            opened.close();
            throw new ModelError(folder + " cannot be read: " + e.getMessage(), e);
        } catch (ModelError e) {
            opened.close();
            throw e;
        }
    }

    private void map(SafetensorsFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path())) {
            MemorySegment all = channel.map(MapMode.READ_ONLY, 0, file.size(), arena);
            for (TensorInfo info : file.tensors().values()) {
                MemorySegment bytes = all.asSlice(file.dataStart() + info.start(), info.bytes());
                tensors.put(info.name(), new TensorBytes(info.dtype(), info.shape(), bytes));
            }
        }
    }

    @Override
    public String label() {
        return folder.toString();
    }

    @Override
    public SortedMap<String, TensorBytes> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    @Override
    public NeuronLayout neurons() {
        return NeuronLayout.of(folder, tensors.keySet());
    }

    @Override
    public void close() {
        arena.close();
    }
}
