package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands after a bar. */
final class Filters {
    private Filters() {}

    static @Nullable Object apply(
            String name, @Nullable Object value, List<@Nullable Object> arguments) {
        return switch (name) {
            case "trim" -> Values.text(value).strip();
            case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
            case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
            case "string" -> Values.text(value);
            case "length", "count" -> length(value);
            case "first" -> Values.item(value, 0L);
            case "last" -> Values.item(value, -1L);
            case "list" -> list(value);
            case "items" -> Methods.call(value, "items", List.of());
            case "join" -> join(list(value), arguments.isEmpty() ? "" : arguments.getFirst());
            case "default", "d" -> value == Undefined.VALUE ? arguments.getFirst() : value;
            case "replace" -> Methods.call(value, "replace", arguments);
            case "tojson" -> JsonDump.of(value);
            case "int" -> (long) Double.parseDouble(Values.text(value));
            case "safe", "e" -> value;
            default -> throw new JinjaError("the template uses the unsupported filter " + name);
        };
    }

    private static long length(@Nullable Object value) {
        return switch (value) {
            case String s -> s.codePointCount(0, s.length());
            case List<?> l -> l.size();
            case Map<?, ?> m -> m.size();
            case null, default ->
                    throw new JinjaError("the template asks the length of " + Values.text(value));
        };
    }

    static List<@Nullable Object> list(@Nullable Object value) {
        return switch (value) {
            case List<?> l -> new ArrayList<>(l);
            case Map<?, ?> m -> new ArrayList<>(m.keySet());
            case String s -> new ArrayList<>(s.codePoints().mapToObj(Character::toString).toList());
            case Undefined _ -> new ArrayList<>();
            case null, default ->
                    throw new JinjaError("the template goes through " + Values.text(value));
        };
    }

    private static String join(List<@Nullable Object> parts, @Nullable Object between) {
        return parts.stream().map(Values::text).collect(Collectors.joining(Values.text(between)));
    }
}
