package dev.pke.audit;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A bundle opened for reading. Opening checks that it is a zip with a manifest and no entry twice;
 * whether it is true is for {@link BundleCheck}. One thread at a time.
 */
public final class BundleFile implements AutoCloseable {
    private static final int MAX_TEXT = 1 << 26;
    private final ZipFile zip;
    private final Set<String> names = new HashSet<>();
    private final BundleManifest manifest;

    private BundleFile(ZipFile zip) throws IOException {
        this.zip = zip;
        for (ZipEntry entry : zip.stream().toList()) {
            if (!names.add(entry.getName())) {
                throw new UserError("entry " + entry.getName() + " occurs twice");
            }
        }
        if (!names.contains(BundleManifest.ENTRY)) {
            throw new UserError("no " + BundleManifest.ENTRY + ": not a bundle");
        }
        this.manifest = BundleManifest.parse(text(BundleManifest.ENTRY));
    }

    /** Opens a bundle; a user error says why it is none. */
    public static BundleFile open(Path file) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new BundleFile(zip);
        } catch (java.nio.file.NoSuchFileException | FileNotFoundException e) {
            throw new UserError(file + ": no such bundle");
        } catch (ZipException e) {
            throw new UserError(file + ": not a bundle: " + e.getMessage());
        } catch (IOException e) {
            throw new UserError(file + ": can't be read: " + e.getMessage(), e);
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

    InputStream open(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new UserError("entry " + entry + " is missing");
        }
        return zip.getInputStream(found);
    }

    String text(String entry) throws IOException {
        try (InputStream in = open(entry)) {
            byte[] bytes = in.readNBytes(MAX_TEXT + 1);
            if (bytes.length > MAX_TEXT) {
                throw new UserError("entry " + entry + " is larger than 64 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Takes the lines of the events, one by one; each without its end. */
    interface Lines {
        void line(byte[] bytes, long number);
    }

    void lines(Lines sink) throws IOException {
        try (InputStream in = new BufferedInputStream(open(BundleManifest.EVENTS), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    sink.line(line.toByteArray(), number++);
                    line.reset();
                } else if (line.size() < MAX_TEXT) {
                    line.write(b);
                } else {
                    throw new UserError("line " + number + " is longer than 64 MiB");
                }
            }
            if (line.size() > 0) {
                throw new UserError("line " + number + " of the events does not end");
            }
        }
    }

    @Override
    public void close() {
        close(zip);
    }
}
