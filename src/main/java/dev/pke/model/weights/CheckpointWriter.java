package dev.pke.model.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.DType;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes a Hugging Face folder that other tools load: config, tokenizer files, and weights in
 * shards of at most 5 GB. It is written beside its place and moved there whole, so that a folder of
 * that name is either absent or complete.
 */
public final class CheckpointWriter {
    private static final long SHARD_BYTES = 5_000_000_000L;
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    /** What is written: tensors by name, each read once, in order. */
    public interface Tensors {
        /** Every tensor's name, sorted. */
        Set<String> names();

        /** The kind of a tensor's elements. */
        DType dtype(String name);

        List<Long> shape(String name);

        /** Hands a tensor's little-endian bytes over in order. */
        void read(String name, Consumer<ByteBuffer> sink);
    }

    private final Tensors weights;
    private final long shardBytes;

    public CheckpointWriter(Tensors weights, long shardBytes) {
        this.weights = weights;
        this.shardBytes = shardBytes;
    }

    /**
     * Writes a new folder.
     *
     * @param files what lies beside the weights, by file name
     * @throws ModelError where the folder exists already or cannot be written
     */
    public static void write(Path folder, Tensors weights, Map<String, byte[]> files) {
        new CheckpointWriter(weights, SHARD_BYTES).write(folder, files);
    }

    public void write(Path folder, Map<String, byte[]> files) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new ModelError(
                    folder + " exists already; a folder is never written over: name a new one");
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new ModelError(folder + " has no folder to lie in");
        }
        try {
            Files.createDirectories(parent);
            Path beside = Files.createTempDirectory(parent, ".writing-");
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Files.write(beside.resolve(file.getKey()), file.getValue());
                }
                writeShards(beside);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                deleteLeftovers(beside);
            }
        } catch (IOException e) {
            throw new ModelError(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void writeShards(Path folder) throws IOException {
        List<List<String>> shards = shards();
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name =
                    shards.size() == 1
                            ? "model.safetensors"
                            : "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
            writeShard(folder.resolve(name), shards.get(i));
            shards.get(i).forEach(tensor -> places.put(tensor, name));
        }
        if (shards.size() > 1) {
            var json = new JsonMapper();
            var index = json.createObjectNode();
            index.putObject("metadata")
                    .put("total_size", weights.names().stream().mapToLong(this::bytes).sum());
            var map = index.putObject("weight_map");
            places.forEach(map::put);
            Files.writeString(
                    folder.resolve("model.safetensors.index.json"), index.toPrettyString());
        }
    }

    /** Tensors in order of their names, as many to a shard as fit. */
    private List<List<String>> shards() {
        List<List<String>> shards = new ArrayList<>();
        long room = 0;
        for (String name : weights.names()) {
            long bytes = bytes(name);
            if (shards.isEmpty() || bytes > room) {
                shards.add(new ArrayList<>());
                room = shardBytes;
            }
            shards.getLast().add(name);
            room -= bytes;
        }
        return shards;
    }

    private void writeShard(Path file, List<String> names) throws IOException {
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        // Wider elements first: then every tensor begins at a multiple of its element's size.
        List<String> ordered = new ArrayList<>(names);
        ordered.sort(Comparator.comparingInt((String n) -> -weights.dtype(n).bytes()));
        long at = 0;
        for (String name : ordered) {
            long end = at + bytes(name);
            infos.put(
                    name, new TensorInfo(name, weights.dtype(name), weights.shape(name), at, end));
            at = end;
        }
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, ByteBuffer.wrap(Safetensors.header(infos, METADATA)));
            for (String name : ordered) {
                weights.read(name, window -> write(channel, window));
            }
            channel.force(true);
        }
    }

    private long bytes(String name) {
        return TensorInfo.elements(weights.shape(name)) * weights.dtype(name).bytes();
    }

    private static void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteLeftovers(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** What lies beside the weights of a folder: config, tokenizer, licence; never weights. */
    public static Map<String, byte[]> filesBeside(Path folder) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.(json|txt|model|jinja)|LICENSE.*|README.*")
                        && !name.endsWith(".index.json")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new ModelError(folder + " cannot be read: " + e.getMessage(), e);
        }
        return files;
    }

    public static Map<String, byte[]> config(ModelConfig config) {
        return Map.of("config.json", config.json().getBytes(UTF_8));
    }
}
