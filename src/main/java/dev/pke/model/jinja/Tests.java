package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What stands after {@code is}. */
final class Tests {
    private static final Set<String> WITH_ONE =
            Set.of(
                    "equalto",
                    "eq",
                    "ne",
                    "sameas",
                    "in",
                    "divisibleby",
                    "lt",
                    "le",
                    "gt",
                    "ge",
                    "lessthan",
                    "greaterthan");

    private Tests() {}

    /** Whether a test is against something. */
    static boolean takesOne(String test) {
        return WITH_ONE.contains(test);
    }

    static boolean holds(String test, @Nullable Object value, List<@Nullable Object> against) {
        if (takesOne(test)) {
            if (against.isEmpty()) {
                throw new JinjaError("the template's test " + test + " is against nothing");
            }
            return holdsAgainst(test, value, against.getFirst());
        }
        return switch (test) {
            case "defined" -> value != Undefined.VALUE;
            case "undefined" -> value == Undefined.VALUE;
            case "none" -> value == null;
            case "string" -> value instanceof String;
            case "number" -> value instanceof Number || value instanceof Boolean;
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "mapping" -> value instanceof Map<?, ?>;
            case "callable" -> value instanceof Callable;
            case "sequence", "iterable" ->
                    value instanceof List<?>
                            || value instanceof String
                            || value instanceof Map<?, ?>;
            case "even" -> value instanceof Long n && n % 2 == 0;
            case "odd" -> value instanceof Long n && n % 2 != 0;
            case "lower" -> value instanceof String s && s.equals(s.toLowerCase(Locale.ROOT));
            case "upper" -> value instanceof String s && s.equals(s.toUpperCase(Locale.ROOT));
            default -> throw new JinjaError("the template uses the unsupported test " + test);
        };
    }

    private static boolean holdsAgainst(
            String test, @Nullable Object value, @Nullable Object other) {
        return switch (test) {
            case "ne" -> Values.compare("!=", value, other);
            case "in" -> Values.contains(other, value);
            case "divisibleby" -> Values.same(Values.arithmetic("%", value, other), 0L);
            case "lt", "lessthan" -> Values.compare("<", value, other);
            case "le" -> Values.compare("<=", value, other);
            case "gt", "greaterthan" -> Values.compare(">", value, other);
            case "ge" -> Values.compare(">=", value, other);
            default -> Values.same(value, other);
        };
    }
}
