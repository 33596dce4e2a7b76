package dev.pke.model.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A file of records as people have them: a JSON array, JSON lines, or CSV with a header; UTF-8 with
 * or without a byte-order mark; gzipped where its name ends in {@code .gz}. What it holds is told
 * by what it begins with, or by the name {@code .csv}.
 */
public final class DataFile {
    /** The largest file read, in bytes, unpacked: SafeEdit's largest split has under 60 MB. */
    private static final int LIMIT_BYTES = 512 << 20;

    private DataFile() {}

    /**
     * The records, in order.
     *
     * @param nested keys that hold more than a text, which CSV has no form of its own for
     */
    public static List<Fields> records(Path file, Set<String> nested) {
        String text = text(file);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String where = file.toString();
        if (name.replaceFirst("\\.gz$", "").endsWith(".csv")) {
            return Csv.records(where, text, nested);
        }
        String begun = text.stripLeading();
        return begun.startsWith("{") && isLines(begun)
                ? lines(where, text)
                : Fields.records(where, Fields.json(where, text));
    }

    /** Whether the first line holds a whole object and more follows. */
    private static boolean isLines(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        if (!first.endsWith("}")) {
            return false;
        }
        try {
            Fields.parse("", first);
            return true;
        } catch (ModelError notWhole) {
            return false;
        }
    }

    private static List<Fields> lines(String where, String text) {
        List<Fields> out = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank()) {
                String place = "%s, record %d (line %d)".formatted(where, out.size() + 1, number);
                out.add(Fields.parse(place, line));
            }
        }
        return out;
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new ModelError(file + " is a folder: name the file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ModelError(file + " is a device or a pipe, which can't be read twice");
        }
        boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(LIMIT_BYTES + 1);
            if (bytes.length > LIMIT_BYTES) {
                throw new ModelError(file + ": over " + (LIMIT_BYTES >> 20) + " MiB");
            }
            if (!packed && bytes.length > 1 && bytes[0] == 31 && bytes[1] == (byte) 139) {
                throw new ModelError(file + " is gzipped: let its name end in .gz");
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new ModelError(file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new ModelError(file + ": is not UTF-8: save it as UTF-8", e);
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
