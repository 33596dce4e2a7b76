package dev.pke.store;

import dev.pke.event.Blobs;
import dev.pke.event.Sha256;
import dev.pke.fault.UserError;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Blobs as files {@code blobs/ab/abcdef…}, named by the SHA-256 of their bytes. A file appears
 * whole or not at all: it is written as {@code blobs/incoming-*.tmp}, synced, then renamed.
 */
public final class FileBlobs implements Blobs {
    /** What a file that is still being written is called. */
    public static final String INCOMING = "incoming-";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int CHUNK_BYTES = 1 << 18;

    private final Path folder;

    private FileBlobs(Path folder) {
        this.folder = folder;
    }

    /** The blobs of a folder, which is made if need be. */
    public static FileBlobs open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw fault(folder, e);
        }
        return new FileBlobs(folder);
    }

    /** The blobs of a folder that may be missing or read-only. */
    public static FileBlobs openReadOnly(Path folder) {
        return new FileBlobs(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Where the blob of a digest is, or would be. */
    public Path file(String sha256) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256 in lower-case hexadecimal: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    @Override
    public boolean has(String sha256) {
        return Files.isRegularFile(file(sha256));
    }

    @Override
    public InputStream open(String sha256) {
        try {
            InputStream raw = Files.newInputStream(file(sha256));
            return new BufferedInputStream(new CheckedBlob(raw, sha256), CHUNK_BYTES);
        } catch (NoSuchFileException e) {
            throw new UserError("no blob " + sha256 + " in " + folder, e);
        } catch (IOException e) {
            throw fault(folder, e);
        }
    }

    @Override
    public String put(byte[] bytes) {
        String digest = hex(Sha256.digest().digest(bytes));
        if (!has(digest)) {
            try {
                put(new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw fault(folder, e);
            }
        }
        return digest;
    }

    @Override
    public String put(InputStream in) throws IOException {
        Path incoming = incoming();
        try {
            String digest = copy(in, incoming);
            Path file = file(digest);
            if (!Files.exists(file)) {
                Path shelf = Files.createDirectories(folder.resolve(digest.substring(0, 2)));
                Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
                sync(shelf);
                sync(folder);
            }
            return digest;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** Removes a blob, if it is there: its name is gone from the disk once this returns. */
    public void remove(String sha256) {
        try {
            Path file = file(sha256);
            if (Files.deleteIfExists(file)) {
                sync(file.resolveSibling("."));
            }
        } catch (IOException e) {
            throw fault(folder, e);
        }
    }

    /** How many bytes of a blob are there that comes in parts, before or after a restart. */
    public long partSize(String sha256) {
        return part(sha256).toFile().length();
    }

    /**
     * Adds bytes behind those that are there.
     *
     * @return how many are there then; {@code offset} was another number if it is not the sum
     */
    public synchronized long addPart(String sha256, long offset, byte[] bytes) {
        long size = partSize(sha256);
        if (size != offset) {
            return size;
        }
        try (FileChannel out =
                FileChannel.open(
                        part(sha256), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            return size + bytes.length;
        } catch (IOException e) {
            throw new UserError("a part of a blob can't be kept: " + e, e);
        }
    }

    /**
     * Keeps the whole of a blob that came in parts; false, with all parts thrown away, if it is not
     * what it claims.
     */
    public synchronized boolean finishParts(String sha256) {
        if (has(sha256)) {
            return true;
        }
        Path part = part(sha256);
        try (InputStream in = Files.newInputStream(part)) {
            return put(in).equals(sha256);
        } catch (IOException e) {
            throw new UserError("a blob's parts can't be read: " + e, e);
        } finally {
            delete(part);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UserError(part + ": can't be removed: " + e, e);
        }
    }

    private Path part(String sha256) {
        Path whole = file(sha256); // checks that it is a digest and no path
        return folder.resolve(FileBlobs.INCOMING + whole.getFileName() + ".part");
    }

    private Path incoming() {
        try {
            return Files.createTempFile(folder, INCOMING, ".tmp");
        } catch (IOException e) {
            throw fault(folder, e);
        }
    }

    /** Only faults of writing are the disk's; those of reading are the caller's. */
    private String copy(InputStream in, Path to) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                write(out, ByteBuffer.wrap(chunk, 0, n));
            }
            out.force(true);
        }
        return hex(digest.digest());
    }

    private void write(FileChannel out, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw fault(folder, e);
        }
    }

    /** Makes a rename in a folder survive a power cut. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static UserError fault(Path folder, IOException e) {
        return new UserError(
                folder
                        + ": a blob can't be read or written ("
                        + (e instanceof FileSystemException ? e : e.getMessage())
                        + "); check disk space and rights",
                e);
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
