package dev.pke.run.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.run.word.Check;
import dev.pke.run.word.WireObject;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/**
 * What a checkpoint's manifest says: the model it is of, the delta, and of each tensor that changed
 * the digest before and after.
 */
record EditManifest(
        String name, String base, String delta, String digest, Map<String, Sides> tensors) {
    /** Reads a blob; null where it is of another form. */
    static @Nullable EditManifest parse(byte[] blob) {
        try {
            Object json = CanonicalJson.parse(new String(blob, UTF_8));
            boolean exact = Arrays.equals(CanonicalJson.write(json).getBytes(UTF_8), blob);
            return exact ? WireObject.of(json, EditManifest::of) : null;
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    private static EditManifest of(WireObject it) {
        Map.Entry<String, String> base =
                it.object("base", of -> Map.entry(of.text("name"), sha(of, "digest")));
        return new EditManifest(
                base.getKey(),
                base.getValue(),
                sha(it, "delta"),
                sha(it, "digest"),
                it.objects("tensors", Sides::of));
    }

    static String sha(WireObject it, String key) {
        String digest = it.text(key);
        Check.sha256(key, digest);
        return digest;
    }
}
