package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors of a Hugging Face folder: one model.safetensors, or shards that
 * model.safetensors.index.json lists.
 *
 * @param folder as the user named it
 * @param files every file with its checked header
 */
public record Checkpoint(Path folder, List<SafetensorsFile> files) {
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    /**
     * Reads and checks every header; no tensor is touched. A single file goes before an index, as
     * in transformers: an index beside it is left from elsewhere.
     */
    public static Checkpoint open(Path folder) {
        FolderKind.isFolder(folder);
        if (Files.exists(folder.resolve(SINGLE))) {
            return new Checkpoint(folder, List.of(SafetensorsFile.open(folder.resolve(SINGLE))));
        }
        if (Files.exists(folder.resolve(INDEX))) {
            return sharded(folder, Json.read(folder.resolve(INDEX)));
        }
        throw FolderKind.withoutWeights(folder);
    }

    private static Checkpoint sharded(Path folder, Json index) {
        Json map = index.object("weight_map");
        if (map == null || !map.node().isObject()) {
            throw new ModelError(folder.resolve(INDEX) + " has no weight_map");
        }
        Set<String> names = new TreeSet<>();
        map.node().properties().forEach(e -> names.add(shard(folder, e)));
        List<SafetensorsFile> files = new ArrayList<>();
        for (String name : names) {
            if (!Files.exists(folder.resolve(name))) {
                throw new ModelError(
                        "%s names %s, which is not there: the download is incomplete"
                                .formatted(folder.resolve(INDEX), name));
            }
            files.add(SafetensorsFile.open(folder.resolve(name)));
        }
        // What the files hold counts, as in transformers: an index may be of an earlier save.
        return new Checkpoint(folder, files).checked();
    }

    /** A shard lies in the folder itself: no path leads out of it. */
    private static String shard(Path folder, Map.Entry<String, JsonNode> entry) {
        String file = entry.getValue().asString("");
        if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
            throw new ModelError(
                    folder.resolve(INDEX) + ": tensor " + entry.getKey() + " lies in " + file);
        }
        return file;
    }

    private Checkpoint checked() {
        tensors();
        return this;
    }

    /** Every tensor with the file it lies in; a name in two files is refused. */
    public Map<String, SafetensorsFile> tensors() {
        Map<String, SafetensorsFile> all = new LinkedHashMap<>();
        for (SafetensorsFile file : files) {
            for (String name : file.tensors().keySet()) {
                SafetensorsFile other = all.put(name, file);
                if (other != null) {
                    throw new ModelError(
                            file.path() + ": tensor " + name + " is in " + other.path() + " too");
                }
            }
        }
        return all;
    }

    /** Bytes of all tensors as stored. */
    public long bytes() {
        return files.stream()
                .flatMap(f -> f.tensors().values().stream())
                .mapToLong(TensorInfo::bytes)
                .sum();
    }
}
