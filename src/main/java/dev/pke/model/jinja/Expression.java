package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

/** Something with a value. */
@FunctionalInterface
interface Expression {
    @Nullable Object value(Bindings scope);
}
