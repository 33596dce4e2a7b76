package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A GGUF header on its way from bytes to a record, read strictly: bounded, without duplicates,
 * every tensor within the file and none over another. Anything else is refused with a line that
 * names file and fault.
 */
final class GgufHeader {
    private static final int MAGIC = 0x46554747; // "GGUF", little-endian
    private static final int MOST_KEYS = 1 << 16;
    private static final int MOST_TENSORS = 1 << 20;

    /** Elements of all lists together: a vocabulary of 256,000 has four of them. */
    private static final int MOST_ELEMENTS = 1 << 23;

    private final Path path;
    private final GgufCursor in;
    private int elements;

    GgufHeader(Path path, GgufCursor in) {
        this.path = path;
        this.in = in;
    }

    GgufFile read() throws IOException {
        if (in.size() < 24 || in.i32() != MAGIC) {
            throw fault("is no GGUF file: it does not begin with GGUF and a header");
        }
        int version = in.i32();
        if (version != 2 && version != 3) {
            boolean swapped = Integer.reverseBytes(version) == 3;
            throw fault(
                    swapped
                            ? "is a big-endian GGUF file: only little-endian ones are read"
                            : "is of GGUF version " + version + ": 2 and 3 are read");
        }
        int tensorCount = in.count("the number of tensors", 24, MOST_TENSORS);
        int keyCount = in.count("the number of keys", 13, MOST_KEYS);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < keyCount; i++) {
            String key = in.text("key " + (i + 1));
            if (values.put(key, value(key, in.i32())) != null) {
                throw fault("has the key " + key + " twice");
            }
        }
        var metadata = new Metadata(path, values);
        Map<String, GgufTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < tensorCount; i++) {
            GgufTensor tensor = tensor(in.text("the name of tensor " + (i + 1)));
            if (tensors.put(tensor.name(), tensor) != null) {
                throw fault("has the tensor " + tensor.name() + " twice");
            }
        }
        return new GgufFile(path, metadata, placed(tensors, metadata));
    }

    private Object value(String key, int type) throws IOException {
        return switch (type) {
            case 0 -> (long) in.u8();
            case 1 -> (long) (byte) in.u8();
            case 2 -> (long) (in.i16() & 0xffff);
            case 3 -> (long) in.i16();
            case 4 -> in.u32();
            case 5 -> (long) in.i32();
            // as people wrote it: 1e-5, not the double next to the float next to it
            case 6 -> Double.valueOf(Float.toString(Float.intBitsToFloat(in.i32())));
            case 7 -> in.u8() != 0;
            case 8 -> in.text(key);
            case 9 -> list(key);
            case 10, 11 -> in.i64();
            case 12 -> Double.longBitsToDouble(in.i64());
            default -> throw fault("has the unknown kind of value " + type + " under " + key);
        };
    }

    private List<Object> list(String key) throws IOException {
        int type = in.i32();
        if (type == 9) {
            throw fault("has a list of lists under " + key);
        }
        int count = in.count("the length of " + key, 1, MOST_ELEMENTS - elements);
        elements += count;
        List<Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(value(key, type));
        }
        return list;
    }

    /** A tensor with its place counted from the start of the data section. */
    private GgufTensor tensor(String name) throws IOException {
        long axes = in.u32();
        if (axes < 1 || axes > 4) {
            throw fault("has the tensor " + name + " with " + axes + " axes");
        }
        List<Long> shape = new ArrayList<>();
        long elements = 1;
        for (int i = 0; i < axes; i++) {
            long size = in.i64();
            shape.addFirst(size);
            if (size < 1 || size > Long.MAX_VALUE / 4 / elements) {
                throw fault("has the tensor " + name + " of impossible size " + size);
            }
            elements *= size;
        }
        long code = in.u32();
        BlockType type = BlockType.of(code);
        if (type == null) {
            throw fault(
                    "has the tensor %s as %s, which can't be read here: %s can"
                            .formatted(name, BlockType.name(code), BlockType.supported()));
        }
        if (shape.getLast() % type.size() != 0) {
            throw fault(
                    "has the tensor %s with rows of %d numbers, but %s has blocks of %d"
                            .formatted(name, shape.getLast(), type, type.size()));
        }
        return new GgufTensor(name, type, shape, in.i64());
    }

    private Map<String, GgufTensor> placed(Map<String, GgufTensor> read, Metadata metadata) {
        int alignment = metadata.integer("general.alignment", 32);
        if (Integer.bitCount(alignment) != 1 || alignment > 1 << 20) {
            throw fault("has the impossible general.alignment " + alignment);
        }
        long data = (in.at() + alignment - 1) / alignment * alignment;
        Map<String, GgufTensor> placed = new LinkedHashMap<>();
        long before = data;
        List<GgufTensor> inOrder = new ArrayList<>(read.values());
        inOrder.sort(Comparator.comparingLong(GgufTensor::start));
        for (GgufTensor t : inOrder) {
            long room = in.size() - data - t.start();
            if (t.start() < 0 || t.start() % alignment != 0 || room < t.bytes()) {
                throw fault(
                        "ends at byte %d, but tensor %s takes %d bytes from %d of the data on: it is cut off or damaged"
                                .formatted(in.size(), t.name(), t.bytes(), t.start()));
            }
            var at = new GgufTensor(t.name(), t.type(), t.shape(), data + t.start());
            if (at.start() < before) {
                throw fault("has the tensor " + t.name() + " over another one");
            }
            before = at.end();
            placed.put(t.name(), at);
        }
        return placed;
    }

    private ModelError fault(String fault) {
        return new ModelError(path + " " + fault);
    }
}
