package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What stands after {@code is}. */
final class Tests {
    private Tests() {}

    static boolean holds(String test, @Nullable Object value) {
        return switch (test) {
            case "defined" -> value != Undefined.VALUE;
            case "undefined" -> value == Undefined.VALUE;
            case "none" -> value == null;
            case "string" -> value instanceof String;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "mapping" -> value instanceof Map<?, ?>;
            case "sequence", "iterable" ->
                    value instanceof List<?>
                            || value instanceof String
                            || value instanceof Map<?, ?>;
            case "even" -> value instanceof Long n && n % 2 == 0;
            case "odd" -> value instanceof Long n && n % 2 != 0;
            default -> throw new JinjaError("the template uses the unsupported test " + test);
        };
    }
}
