package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

/** Filters in a row. */
@FunctionalInterface
interface Filtering {
    @Nullable Object of(@Nullable Object value, Bindings scope);
}
