package dev.pke.model.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.ModelError;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small sets of tensors as safetensors bytes: score tables and deltas, on their way to a blob. */
public final class Safetensors {
    private static final JsonMapper JSON = new JsonMapper();

    private Safetensors() {}

    /**
     * What a file holds.
     *
     * @param tensors by name
     * @param metadata free text under __metadata__
     */
    public record Content(SortedMap<String, RawTensor> tensors, Map<String, String> metadata) {
        /** The tensor of that name. */
        public RawTensor tensor(String name) {
            RawTensor tensor = tensors.get(name);
            if (tensor == null) {
                throw new ModelError("tensor " + name + " is missing");
            }
            return tensor;
        }
    }

    /** The bytes of a file; the same content gives the same bytes. */
    public static byte[] write(Map<String, RawTensor> tensors, Map<String, String> metadata) {
        SortedMap<String, RawTensor> ordered = new TreeMap<>(tensors);
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        long at = 0;
        for (Map.Entry<String, RawTensor> e : ordered.entrySet()) {
            RawTensor t = e.getValue();
            long end = at + t.bits().length;
            infos.put(e.getKey(), new TensorInfo(e.getKey(), t.dtype(), t.shape(), at, end));
            at = end;
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(header(infos, metadata));
        ordered.values().forEach(t -> out.writeBytes(t.bits()));
        return out.toByteArray();
    }

    /** Reads the bytes of a file, as strictly as a file. */
    public static Content read(String where, byte[] bytes) {
        SafetensorsFile file = SafetensorsFile.parse(where, bytes);
        SortedMap<String, RawTensor> tensors = new TreeMap<>();
        for (TensorInfo t : file.tensors().values()) {
            int from = Math.toIntExact(file.dataStart() + t.start());
            byte[] bits = Arrays.copyOfRange(bytes, from, from + Math.toIntExact(t.bytes()));
            tensors.put(t.name(), new RawTensor(t.dtype(), t.shape(), bits));
        }
        return new Content(tensors, file.metadata());
    }

    /** Length and JSON, filled up with spaces so that the data begins at a multiple of 8. */
    public static byte[] header(Map<String, TensorInfo> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode text = root.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(text::put);
        }
        for (TensorInfo t : tensors.values()) {
            ObjectNode entry = root.putObject(t.name());
            entry.put("dtype", t.dtype().name());
            putAll(entry, "shape", t.shape());
            putAll(entry, "data_offsets", List.of(t.start(), t.end()));
        }
        byte[] json = root.toString().getBytes(UTF_8);
        int length = (json.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.array();
    }

    private static void putAll(ObjectNode entry, String key, List<Long> numbers) {
        var array = entry.putArray(key);
        numbers.forEach(array::add);
    }
}
