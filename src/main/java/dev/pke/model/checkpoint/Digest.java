package dev.pke.model.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.model.torch.DType;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** SHA-256 of tensors and models, as lowercase hex. */
public final class Digest {
    private Digest() {}

    /** A running hash that has already seen the line "F32 [64, 176]\n". */
    public static MessageDigest start(DType dtype, List<Long> shape) {
        MessageDigest sha = sha256();
        sha.update((dtype + " " + shape + "\n").getBytes(UTF_8));
        return sha;
    }

    /** A running hash that has seen nothing yet. */
    public static MessageDigest running() {
        return sha256();
    }

    /** Ends a running hash. */
    public static String hex(MessageDigest running) {
        return HexFormat.of().formatHex(running.digest());
    }

    /** Of a whole model: over a line "name digest\n" for each of its tensors, sorted by name. */
    public static String of(SortedMap<String, String> digests) {
        MessageDigest sha = sha256();
        for (Map.Entry<String, String> e : digests.entrySet()) {
            sha.update((e.getKey() + " " + e.getValue() + "\n").getBytes(UTF_8));
        }
        return hex(sha);
    }

    /** Of plain bytes. */
    public static String of(byte[] bytes) {
        MessageDigest sha = sha256();
        sha.update(bytes);
        return hex(sha);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
