package dev.pke.audit;

import dev.pke.event.CanonicalJson;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a JSON object that came from outside; asking for one that is not as it should be is
 * a user error that names {@code where} and the field.
 */
record JsonFields(Map<?, ?> map, String where) {
    /** The fields of a JSON text that must be an object. */
    static JsonFields parse(String json, String where) {
        try {
            return of(CanonicalJson.parse(json), where);
        } catch (IllegalArgumentException e) {
            throw new UserError(where + " is not JSON: " + e.getMessage());
        }
    }

    /** The fields of a JSON value that must be an object. */
    static JsonFields of(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return new JsonFields(map, where);
        }
        throw new UserError(where + " is not a JSON object");
    }

    /** Refuses fields beyond or short of these. */
    JsonFields exactly(Set<String> names) {
        if (!map.keySet().equals(names)) {
            throw new UserError(
                    "%s has the fields %s, not %s".formatted(where, map.keySet(), names));
        }
        return this;
    }

    JsonFields object(String key) {
        if (map.get(key) instanceof Map<?, ?> inner) {
            return new JsonFields(inner, where + ": " + key);
        }
        throw fault(key, "an object");
    }

    String text(String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw fault(key, "a text");
    }

    long count(String key) {
        if (map.get(key) instanceof Long count && count >= 0) {
            return count;
        }
        throw fault(key, "a count");
    }

    List<String> texts(String key) {
        if (map.get(key) instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object each : list) {
                if (!(each instanceof String text)) {
                    throw fault(key, "a list of texts");
                }
                texts.add(text);
            }
            return texts;
        }
        throw fault(key, "a list of texts");
    }

    /** 32 bytes in hex. */
    byte[] hash(String key) {
        return hash(key, text(key));
    }

    List<byte[]> hashes(String key) {
        List<byte[]> hashes = new ArrayList<>();
        texts(key).forEach(hex -> hashes.add(hash(key, hex)));
        return hashes;
    }

    private byte[] hash(String key, String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == 32 && HexFormat.of().formatHex(bytes).equals(hex)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw fault(key, "64 hex digits");
        }
        throw fault(key, "64 lowercase hex digits");
    }

    private UserError fault(String key, String form) {
        return new UserError("%s: %s is not %s: %s".formatted(where, key, form, map.get(key)));
    }
}
