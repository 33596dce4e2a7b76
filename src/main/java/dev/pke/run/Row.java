package dev.pke.run;

import org.jspecify.annotations.Nullable;

/**
 * What one event changed in a read model, ready to be stored beside that event's position: the
 * entry under {@code key} as canonical JSON, or null where the key is void from that position on.
 * The model as of position n is, by key, the latest row at or before n.
 */
public record Row(String key, @Nullable String json) {
    public Row {
        Check.text("key", key);
    }
}
