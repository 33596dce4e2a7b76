package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Names and their values; what is set in an inner scope is forgotten at its end. */
final class Bindings {
    private final @Nullable Bindings outer;
    private final Map<String, @Nullable Object> values;

    Bindings(Map<String, ?> values) {
        this(null, new HashMap<>(values));
    }

    private Bindings(@Nullable Bindings outer, Map<String, @Nullable Object> values) {
        this.outer = outer;
        this.values = values;
    }

    Bindings inner() {
        return new Bindings(this, new HashMap<>());
    }

    void set(String name, @Nullable Object value) {
        values.put(name, value);
    }

    @Nullable Object get(String name) {
        if (values.containsKey(name)) {
            return values.get(name);
        }
        return outer == null ? Undefined.VALUE : outer.get(name);
    }
}
