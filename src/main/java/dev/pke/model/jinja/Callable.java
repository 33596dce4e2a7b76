package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A value that a template can call: a macro of its own, or a function it is given. */
@FunctionalInterface
public interface Callable {
    /** What it makes of its arguments. */
    @Nullable Object call(List<@Nullable Object> arguments, Map<String, @Nullable Object> named);
}
