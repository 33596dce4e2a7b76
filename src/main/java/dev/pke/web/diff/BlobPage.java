package dev.pke.web.diff;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.PrettyJson;
import dev.pke.web.seen.VisibleText;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One blob: what kind it is, what its header says, the events that name it, and whether its bytes,
 * hashed anew for this page, give the digest it is kept under.
 */
public record BlobPage(
        String digest,
        String bytes,
        String kind,
        String recomputed,
        List<BlobTensor> tensors,
        int more,
        List<VisibleText.Piece> text,
        List<NamedBy> named) {
    private static final int HEAD = 1 << 20;
    private static final int SHOWN = 20_000;
    private static final int TENSORS = 400;

    /** Reads and hashes the blob. */
    static BlobPage of(Blobs blobs, String digest, List<NamedBy> named) {
        try (InputStream in = blobs.open(digest)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            var hashed = new DigestInputStream(in, sha);
            var head = new ByteArrayOutputStream();
            head.writeBytes(hashed.readNBytes(HEAD));
            long bytes = head.size();
            byte[] rest = new byte[1 << 16];
            for (int n = hashed.read(rest); n >= 0; n = hashed.read(rest)) {
                bytes += n;
            }
            return of(
                    digest,
                    head.toByteArray(),
                    bytes,
                    HexFormat.of().formatHex(sha.digest()),
                    named);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JDK has SHA-256", none);
        }
    }

    private static BlobPage of(
            String digest, byte[] head, long bytes, String sha, List<NamedBy> named) {
        String size = FigureText.count(bytes) + (bytes == 1 ? " byte" : " bytes");
        List<BlobTensor> tensors = tensors(head);
        if (tensors != null) {
            int shown = Math.min(TENSORS, tensors.size());
            List<BlobTensor> first = tensors.subList(0, shown);
            int more = tensors.size() - shown;
            return new BlobPage(digest, size, "safetensors", sha, first, more, List.of(), named);
        }
        if (head.length > 3 && head[0] == 'P' && head[1] == 'K') {
            return new BlobPage(digest, size, "bundle", sha, List.of(), 0, List.of(), named);
        }
        String json = json(head, bytes);
        List<VisibleText.Piece> text =
                json == null ? List.of() : VisibleText.of(cut(PrettyJson.of(json)));
        String kind = json == null ? "bytes" : "JSON";
        return new BlobPage(digest, size, kind, sha, List.of(), 0, text, named);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "\n…";
    }

    private static @Nullable String json(byte[] head, long bytes) {
        if (bytes > head.length || bytes == 0 || head[0] != '{') {
            return null;
        }
        try {
            String text = new String(head, StandardCharsets.UTF_8);
            return CanonicalJson.parse(text) instanceof Map ? text : null;
        } catch (MalformedJson none) {
            return null;
        }
    }

    /** The header's entries in the order of their data; null where it is no safetensors file. */
    private static @Nullable List<BlobTensor> tensors(byte[] head) {
        if (head.length < 10) {
            return null;
        }
        long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > head.length - 8) {
            return null;
        }
        try {
            String text = new String(head, 8, (int) length, StandardCharsets.UTF_8).strip();
            if (!(CanonicalJson.parse(text) instanceof Map<?, ?> entries)) {
                return null;
            }
            List<BlobTensor> tensors = new ArrayList<>();
            entries.forEach((name, entry) -> {
                if (entry instanceof Map<?, ?> of && of.get("data_offsets") instanceof List<?> at) {
                    tensors.add(tensor(String.valueOf(name), of, at));
                }
            });
            return tensors;
        } catch (MalformedJson none) {
            return null;
        }
    }

    private static BlobTensor tensor(String name, Map<?, ?> of, List<?> at) {
        boolean two =
                at.size() == 2 && at.getFirst() instanceof Number && at.getLast() instanceof Number;
        long bytes =
                two
                        ? ((Number) at.getLast()).longValue() - ((Number) at.getFirst()).longValue()
                        : 0;
        String shape = String.valueOf(of.get("shape")).replace(", ", " × ");
        return new BlobTensor(
                name, String.valueOf(of.get("dtype")), shape, FigureText.count(bytes));
    }

    /** Whether its bytes give the digest it is kept under. */
    public boolean isSound() {
        return digest.equals(recomputed);
    }

    /** What it is called when it is taken away. */
    public String file() {
        String end =
                switch (kind) {
                    case "safetensors" -> ".safetensors";
                    case "JSON" -> ".json";
                    case "bundle" -> ".pke";
                    default -> ".bin";
                };
        return digest.substring(0, 16) + end;
    }
}
