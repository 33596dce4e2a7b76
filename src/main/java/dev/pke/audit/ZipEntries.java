package dev.pke.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip entries without a clock: the same content gives the same bytes. */
final class ZipEntries {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ZipEntries() {}

    static void deflated(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        deflated(zip, name, new ByteArrayInputStream(bytes));
    }

    static void deflated(ZipOutputStream zip, String name, InputStream in) throws IOException {
        begin(zip, name);
        in.transferTo(zip);
        zip.closeEntry();
    }

    static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(entry);
    }
}
