package dev.pke.audit;

import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.Texts;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A bundle opened for reading. Opening checks that it is a zip with a manifest, no entry twice, and
 * none that unpacks to more than honest ones do; whether it is true is for {@link BundleCheck}. One
 * thread at a time.
 */
public final class BundleFile implements AutoCloseable {
    private static final int MOST_TEXT_BYTES = 1 << 26;

    /** No text of ours packs better than this; what does is made to fill a disk. */
    private static final long MOST_RATIO = 250;

    /** What may be unpacked of an entry whatever its ratio. */
    private static final long FREE_BYTES = 1 << 20;

    private final ZipFile zip;
    private final Set<String> names = new HashSet<>();
    private final BundleManifest manifest;

    private BundleFile(ZipFile zip, long fileBytes) throws IOException {
        this.zip = zip;
        long packed = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            if (!names.add(name)) {
                throw new UserError("entry " + name + " occurs twice");
            }
            packed += entry.getCompressedSize();
            long most = FREE_BYTES + MOST_RATIO * entry.getCompressedSize();
            if (entry.getSize() > most || packed > fileBytes) {
                throw new UserError("entry " + name + " unpacks to more than an honest one does");
            }
            if (entry.getSize() > BlobCheck.MOST_BYTES) {
                throw new UserError("entry " + name + " is larger than 8 GiB");
            }
        }
        if (!names.contains(BundleManifest.ENTRY)) {
            throw new UserError("no " + BundleManifest.ENTRY + ": not a bundle");
        }
        this.manifest = BundleManifest.parse(text(BundleManifest.ENTRY));
    }

    /** Opens a bundle; a user error says why it is none. */
    public static BundleFile open(Path file) {
        if (!Files.exists(file)) {
            throw new UserError(file + ": no such bundle");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no regular file");
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            LocalNames.check(file, zip.size());
            return new BundleFile(zip, Files.size(file));
        } catch (IOException | IllegalArgumentException e) {
            close(zip);
            throw new UserError(file + ": not a bundle: " + e.getMessage(), e);
        } catch (UserError e) {
            close(zip);
            throw new UserError(file + ": " + e.getMessage());
        }
    }

    private static void close(@Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("closing a bundle", e);
        }
    }

    /** What the bundle says is in it. */
    public BundleManifest manifest() {
        return manifest;
    }

    /** All entries, the manifest among them. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** The head that the proofs lead to. */
    public SignedHead head() throws IOException {
        return SignedHead.parse(text(BundleManifest.HEAD), BundleManifest.HEAD);
    }

    /** The signer's public key if the bundle brings one. */
    @Nullable VerifyingKey key() throws IOException {
        return names.contains(BundleManifest.KEY)
                ? VerifyingKey.parse(text(BundleManifest.KEY), BundleManifest.KEY)
                : null;
    }

    /** An entry's bytes, no more than it says it has; reading to the end checks its CRC-32. */
    InputStream open(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new UserError("entry " + entry + " is missing");
        }
        return new EntryStream(zip.getInputStream(found), found.getSize(), found.getCrc());
    }

    String text(String entry) throws IOException {
        try (InputStream in = open(entry)) {
            byte[] bytes = in.readNBytes(MOST_TEXT_BYTES + 1);
            if (bytes.length > MOST_TEXT_BYTES) {
                throw new UserError("entry " + entry + " is larger than 64 MiB");
            }
            return Texts.decode(bytes);
        }
    }

    /** Takes the lines of the events, one by one; each without its end. */
    interface Lines {
        void line(byte[] bytes, long number);
    }

    void lines(Lines sink) throws IOException {
        try (InputStream in = open(BundleManifest.EVENTS)) {
            var line = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            long number = 1;
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                int from = 0;
                for (int at = 0; at < read; at++) {
                    if (part[at] == '\n') {
                        add(line, part, from, at, number);
                        sink.line(line.toByteArray(), number++);
                        line.reset();
                        from = at + 1;
                    }
                }
                add(line, part, from, read, number);
            }
            if (line.size() > 0) {
                throw new UserError("line " + number + " of the events does not end");
            }
        }
    }

    private static void add(
            ByteArrayOutputStream line, byte[] part, int from, int to, long number) {
        if (line.size() + (to - from) > MOST_TEXT_BYTES) {
            throw new UserError("line " + number + " is longer than 64 MiB");
        }
        line.write(part, from, to - from);
    }

    @Override
    public void close() {
        close(zip);
    }
}
