package dev.pke.model.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;
import dev.pke.model.torch.DType;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, read strictly: bounded, without duplicates, its ranges tiling
 * the data section exactly and each as long as shape times dtype says. Anything else is refused
 * with a line that names file, tensor and fault.
 *
 * @param path the file
 * @param dataStart where the data section begins, bytes from the start of the file
 * @param size length of the whole file, bytes
 * @param tensors by name, in order of their place in the file
 * @param metadata the free text under __metadata__
 */
public record SafetensorsFile(
        Path path,
        long dataStart,
        long size,
        Map<String, TensorInfo> tensors,
        Map<String, String> metadata) {

    /** As in the reference implementation: more is an attack or a mistake. */
    static final long HEADER_LIMIT = 100_000_000;

    /** Reads and checks the header; no tensor is touched. */
    public static SafetensorsFile open(Path path) {
        if (Files.exists(path)) {
            FolderKind.notPointer(path);
        }
        try (var channel = FileChannel.open(path)) {
            long size = channel.size();
            if (size < 8) {
                throw fault(path, "is no safetensors file: " + size + " bytes");
            }
            long header = read(channel, 0, 8).getLong();
            checkLength(path, header, size);
            String json = UTF_8.decode(read(channel, 8, (int) header)).toString();
            return parse(path, 8 + header, size, Fields.parse(path + ": header", json).node());
        } catch (NoSuchFileException e) {
            throw new ModelError(path + " does not exist", e);
        } catch (IOException e) {
            throw new ModelError(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads and checks the header of bytes already in memory. */
    static SafetensorsFile parse(String where, byte[] bytes) {
        Path path = Path.of(where);
        if (bytes.length < 8) {
            throw fault(path, "is no safetensors file: " + bytes.length + " bytes");
        }
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        checkLength(path, header, bytes.length);
        String json = new String(bytes, 8, (int) header, UTF_8);
        return parse(path, 8 + header, bytes.length, Fields.parse(where + ": header", json).node());
    }

    private static void checkLength(Path path, long header, long size) {
        if (header < 2 || header > HEADER_LIMIT || header > size - 8) {
            throw fault(path, "has a header of impossible length " + header);
        }
    }

    private static SafetensorsFile parse(Path path, long dataStart, long size, JsonNode header) {
        List<TensorInfo> found = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        header.properties()
                .forEach(e -> {
                    if (e.getKey().equals("__metadata__")) {
                        e.getValue()
                                .properties()
                                .forEach(m -> metadata.put(m.getKey(), m.getValue().asString()));
                    } else {
                        found.add(tensor(path, e.getKey(), e.getValue()));
                    }
                });
        found.sort(Comparator.comparingLong(TensorInfo::start).thenComparingLong(TensorInfo::end));
        checkTiling(path, found, size - dataStart);
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        found.forEach(t -> tensors.put(t.name(), t));
        return new SafetensorsFile(path, dataStart, size, tensors, metadata);
    }

    private static TensorInfo tensor(Path path, String name, JsonNode entry) {
        DType dtype;
        try {
            dtype = DType.valueOf(entry.path("dtype").asString(""));
        } catch (IllegalArgumentException e) {
            String kind = entry.path("dtype").asString("");
            if (kind.matches("F[468]_.*|[IU]?4|F4")) {
                throw Quantised.error(path, "tensor " + name + " holds " + kind);
            }
            throw fault(path, name, "has the unknown dtype " + entry.path("dtype"));
        }
        List<Long> shape = numbers(path, name, entry.path("shape"), "shape");
        List<Long> offsets = numbers(path, name, entry.path("data_offsets"), "data_offsets");
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw fault(path, name, "has impossible data_offsets " + offsets);
        }
        long bytes;
        try {
            bytes = Math.multiplyExact(TensorInfo.elements(shape), dtype.bytes());
        } catch (ArithmeticException e) {
            throw fault(path, name, "has the impossible shape " + shape);
        }
        var info = new TensorInfo(name, dtype, shape, offsets.get(0), offsets.get(1));
        if (info.bytes() != bytes) {
            throw fault(
                    path,
                    name,
                    "needs %d bytes for %s %s but has %d"
                            .formatted(bytes, dtype, shape, info.bytes()));
        }
        return info;
    }

    private static List<Long> numbers(Path path, String name, JsonNode array, String key) {
        List<Long> numbers = new ArrayList<>();
        if (!array.isArray()) {
            throw fault(path, name, "has no " + key);
        }
        for (JsonNode n : array) {
            if (!n.isIntegralNumber() || !n.canConvertToLong() || n.asLong() < 0) {
                throw fault(path, name, "has impossible " + key + " " + array);
            }
            numbers.add(n.asLong());
        }
        return numbers;
    }

    /** The ranges follow one another from the first byte of the data to the last. */
    private static void checkTiling(Path path, List<TensorInfo> inOrder, long dataBytes) {
        long at = 0;
        for (TensorInfo t : inOrder) {
            if (t.start() < at) {
                throw fault(path, t.name(), "overlaps another tensor at byte " + t.start());
            }
            if (t.start() > at) {
                throw fault(path, t.name(), "leaves a hole from byte " + at + " to " + t.start());
            }
            at = t.end();
        }
        if (at != dataBytes) {
            throw fault(
                    path,
                    "holds %d bytes of data, its header names %d: the download is incomplete"
                            .formatted(dataBytes, at));
        }
    }

    /** Bytes from the start of the file. */
    public static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("the file ended early");
            }
        }
        return buffer.flip();
    }

    private static ModelError fault(Path path, String fault) {
        return new ModelError(path + " " + fault);
    }

    private static ModelError fault(Path path, String tensor, String fault) {
        return new ModelError(path + ": tensor " + tensor + " " + fault);
    }
}
