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
            String name,
            @Nullable Object value,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        return switch (name) {
            case "trim" -> trim(Values.text(value), arguments);
            case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
            case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
            case "capitalize", "title" -> Methods.call(Values.text(value), name, arguments);
            case "string" -> Values.text(value);
            case "length", "count" -> length(value);
            case "first" -> Values.item(value, 0L);
            case "last" -> Values.item(value, -1L);
            case "list" -> list(value);
            case "items" -> Methods.call(value, "items", List.of());
            case "join" -> join(list(value), arguments, named);
            case "default", "d" -> otherwise(value, arguments, named);
            case "replace" -> Methods.call(Values.text(value), "replace", arguments);
            case "tojson" -> JsonDump.of(value, indent(arguments, named));
            case "int" -> whole(value, arguments);
            case "float" -> real(value, arguments);
            case "abs" -> value instanceof Long n ? (Object) Math.abs(n) : Math.abs(number(value));
            case "round" -> Math.rint(number(value));
            case "indent" -> indented(Values.text(value), arguments, named);
            case "safe", "e", "escape", "forceescape" -> value;
            default -> ListFilters.apply(name, value, arguments, named);
        };
    }

    private static Object trim(String text, List<@Nullable Object> letters) {
        return letters.isEmpty()
                ? text.strip()
                : String.valueOf(Methods.call(text, "strip", letters));
    }

    /** What stands for a name nobody set; asked for, also for anything false. */
    private static @Nullable Object otherwise(
            @Nullable Object value,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        Object other =
                arguments.isEmpty()
                        ? named.getOrDefault("default_value", "")
                        : arguments.getFirst();
        Object falseToo = arguments.size() > 1 ? arguments.get(1) : named.get("boolean");
        boolean missing =
                value == Undefined.VALUE || (Values.truth(falseToo) && !Values.truth(value));
        return missing ? other : value;
    }

    private static int indent(
            List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
        Object given = arguments.isEmpty() ? named.get("indent") : arguments.getFirst();
        return given instanceof Long n ? Math.toIntExact(n) : -1;
    }

    private static Object whole(@Nullable Object value, List<@Nullable Object> arguments) {
        try {
            return (long) number(value);
        } catch (NumberFormatException e) {
            return arguments.isEmpty() || !(arguments.getFirst() instanceof Long n) ? 0L : n;
        }
    }

    private static Object real(@Nullable Object value, List<@Nullable Object> arguments) {
        try {
            return number(value);
        } catch (NumberFormatException e) {
            return arguments.isEmpty() || !(arguments.getFirst() instanceof Number n)
                    ? 0.0
                    : n.doubleValue();
        }
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number n
                ? n.doubleValue()
                : Double.parseDouble(Values.text(value).strip());
    }

    /** All lines but the first begin with blanks, and empty ones with none. */
    private static String indented(
            String text, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
        Object given = arguments.isEmpty() ? named.getOrDefault("width", 4L) : arguments.getFirst();
        String blanks = given instanceof Long n ? " ".repeat(Math.toIntExact(n)) : "    ";
        boolean first = Values.truth(arguments.size() > 1 ? arguments.get(1) : named.get("first"));
        String[] lines = text.split("\n", -1);
        for (int i = first ? 0 : 1; i < lines.length; i++) {
            lines[i] = lines[i].isEmpty() ? "" : blanks + lines[i];
        }
        return String.join("\n", lines);
    }

    private static long length(@Nullable Object value) {
        return switch (value) {
            case String s -> s.codePointCount(0, s.length());
            case List<?> l -> l.size();
            case Map<?, ?> m -> m.size();
            case Undefined _ -> 0;
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

    private static String join(
            List<@Nullable Object> parts,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        Object between = arguments.isEmpty() ? named.getOrDefault("d", "") : arguments.getFirst();
        Object attribute = arguments.size() > 1 ? arguments.get(1) : named.get("attribute");
        return parts.stream()
                .map(p -> attribute == null ? p : ListFilters.attribute(p, attribute))
                .map(Values::text)
                .collect(Collectors.joining(Values.text(between)));
    }
}
