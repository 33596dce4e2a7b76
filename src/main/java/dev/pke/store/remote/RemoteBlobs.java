package dev.pke.store.remote;

import dev.pke.event.Blobs;
import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.store.remote.Uplink.Answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The blobs of a server: sent in parts, each behind what is there, and read whole. */
public final class RemoteBlobs implements Blobs {
    private static final int PART_BYTES = 4 << 20;

    private final Uplink server;

    public RemoteBlobs(Uplink server) {
        this.server = server;
    }

    @Override
    public String put(byte[] bytes) {
        String digest = Sha256.hex(bytes);
        try {
            send(digest, new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
        return digest;
    }

    /** A blob's name is its digest, so all of it is read before any of it is sent. */
    @Override
    public String put(InputStream in) throws IOException {
        Path spooled = Files.createTempFile("pke-blob", ".part");
        try {
            MessageDigest digest = Sha256.digest();
            try (var out = Files.newOutputStream(spooled)) {
                new DigestInputStream(in, digest).transferTo(out);
            }
            String name = HexFormat.of().formatHex(digest.digest());
            try (InputStream again = Files.newInputStream(spooled)) {
                send(name, again, Files.size(spooled));
            }
            return name;
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    private void send(String digest, InputStream in, long size) throws IOException {
        Answer known = server.send("HEAD", path(digest), new byte[0]);
        if (known.status() == 200) {
            return;
        }
        long offset = known.whole().headers().firstValueAsLong("Upload-Offset").orElse(0);
        in.skipNBytes(Math.min(offset, size));
        boolean done = false;
        while (!done) {
            byte[] part = in.readNBytes(PART_BYTES);
            boolean last = offset + part.length >= size;
            String query = "?offset=" + offset + (last ? "&last=true" : "");
            Answer answer = server.send("PATCH", path(digest) + query, part);
            if (answer.status() != 200) {
                throw server.refused(answer);
            }
            offset += part.length;
            done = last;
        }
    }

    @Override
    public InputStream open(String sha256) {
        Answer answer = server.send("GET", path(sha256), new byte[0]);
        if (answer.status() != 200) {
            throw server.refused(answer);
        }
        if (!Sha256.hex(answer.body()).equals(sha256)) {
            throw new UserError("blob " + sha256 + " came damaged from the server");
        }
        return new ByteArrayInputStream(answer.body());
    }

    @Override
    public boolean has(String sha256) {
        return server.send("HEAD", path(sha256), new byte[0]).status() == 200;
    }

    private static String path(String sha256) {
        return "api/blobs/" + sha256;
    }
}
