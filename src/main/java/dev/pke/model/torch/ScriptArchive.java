package dev.pke.model.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file form of a TorchScript module that {@code torch::jit::load} accepts: a stored (never
 * deflated) zip of the code, a pickle of the module's attributes, and an empty constants table.
 */
final class ScriptArchive {
    private static final String CLASS = "Kernels";

    private ScriptArchive() {}

    static byte[] of(String methods, Map<String, Object> attributes) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            store(zip, "m/version", "10\n".getBytes(UTF_8));
            store(zip, "m/code/__torch__.py", code(methods, attributes).getBytes(UTF_8));
            store(zip, "m/data.pkl", pickle(attributes));
            // Protocol 2, empty tuple, stop.
            store(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String code(String methods, Map<String, Object> attributes) {
        var code = new StringBuilder("class " + CLASS + "(Module):\n");
        code.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        attributes.forEach((n, v) -> code.append("  %s : %s\n".formatted(n, type(v))));
        return code.append(methods.indent(2)).toString();
    }

    private static String type(Object value) {
        return switch (value) {
            case Integer _ -> "int";
            case Double _ -> "float";
            case String _ -> "str";
            default -> throw new IllegalArgumentException("not an attribute: " + value);
        };
    }

    /** A protocol-2 pickle of {@code __torch__.Kernels} with its state. */
    private static byte[] pickle(Map<String, Object> attributes) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 2});
        out.writeBytes(("c__torch__\n" + CLASS + "\n").getBytes(UTF_8));
        out.writeBytes(new byte[] {')', (byte) 0x81, '}', '('}); // (), new object, {, mark
        text(out, "training");
        out.write(0x89); // False
        attributes.forEach((name, value) -> {
            text(out, name);
            value(out, value);
        });
        out.writeBytes(new byte[] {'u', 'b', '.'}); // set items, build, stop
        return out.toByteArray();
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case Integer i -> {
                out.write('J');
                out.writeBytes(little(4).putInt(i).array());
            }
            case Double d -> {
                out.write('G');
                out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
            }
            case String s -> text(out, s);
            default -> throw new IllegalArgumentException("not an attribute: " + value);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        out.write('X');
        out.writeBytes(little(4).putInt(utf8.length).array());
        out.writeBytes(utf8);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
