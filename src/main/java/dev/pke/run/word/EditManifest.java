package dev.pke.run.word;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checkpoint's manifest says: the model it is of, the delta, the edited model's digest, and
 * of each tensor that changed the digest before and after.
 */
public record EditManifest(
        String name, String base, String delta, String digest, Map<String, Sides> tensors) {
    /** A tensor's digest before an edit and after it. */
    public record Sides(String before, String after) {
        private static Sides of(WireObject it) {
            return new Sides(sha(it, "before"), sha(it, "after"));
        }
    }

    /** The blob that is kept, canonical JSON in UTF-8. */
    public byte[] blob() {
        Map<String, Object> changed = new TreeMap<>();
        tensors.forEach((tensor, sides) ->
                changed.put(tensor, Map.of("before", sides.before, "after", sides.after)));
        Map<String, Object> all = new TreeMap<>();
        all.put("base", Map.of("name", name, "digest", base));
        all.put("delta", delta);
        all.put("digest", digest);
        all.put("tensors", changed);
        return CanonicalJson.write(all).getBytes(UTF_8);
    }

    /** Reads a blob; null where it is of another form. */
    public static @Nullable EditManifest parse(byte[] blob) {
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

    private static String sha(WireObject it, String key) {
        String digest = it.text(key);
        Check.sha256(key, digest);
        return digest;
    }
}
