package dev.pke.event;

import dev.pke.fault.UserError;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs that last as long as the object does. */
public final class InMemoryBlobs implements Blobs {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public String put(InputStream in) throws IOException {
        return put(in.readAllBytes());
    }

    @Override
    public String put(byte[] bytes) {
        String digest = HexFormat.of().formatHex(Sha256.digest().digest(bytes));
        blobs.put(digest, bytes.clone());
        return digest;
    }

    @Override
    public InputStream open(String sha256) {
        byte[] bytes = blobs.get(sha256);
        if (bytes == null) {
            throw new UserError("no blob " + sha256);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean has(String sha256) {
        return blobs.containsKey(sha256);
    }
}
