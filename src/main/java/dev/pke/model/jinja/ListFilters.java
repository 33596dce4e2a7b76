package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Filters that make a list of a list. */
final class ListFilters {
    private ListFilters() {}

    static @Nullable Object apply(
            String name,
            @Nullable Object value,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        return switch (name) {
            case "selectattr" -> chosen(value, arguments, 1, true);
            case "rejectattr" -> chosen(value, arguments, 1, false);
            case "select" -> chosen(value, arguments, 0, true);
            case "reject" -> chosen(value, arguments, 0, false);
            case "map" -> mapped(Filters.list(value), arguments, named);
            case "unique" -> unique(Filters.list(value));
            case "reverse" -> reversed(value);
            case "sort" -> sorted(Filters.list(value), named);
            case "min" -> sorted(Filters.list(value), Map.of()).getFirst();
            case "max" -> sorted(Filters.list(value), Map.of()).getLast();
            case "sum" -> sum(Filters.list(value), named);
            case "dictsort" -> dictionary(value);
            default -> throw new JinjaError("the template uses the unsupported filter " + name);
        };
    }

    /** Items, or those whose attribute, pass a test; without one, that are true. */
    private static List<@Nullable Object> chosen(
            @Nullable Object value, List<@Nullable Object> arguments, int test, Object wanted) {
        List<@Nullable Object> found = new ArrayList<>();
        for (Object item : Filters.list(value)) {
            Object seen = test == 1 ? attribute(item, arguments.getFirst()) : item;
            boolean holds =
                    arguments.size() > test
                            ? Tests.holds(
                                    alias(Values.text(arguments.get(test))),
                                    seen,
                                    arguments.subList(test + 1, arguments.size()))
                            : Values.truth(seen);
            if (wanted.equals(holds)) {
                found.add(item);
            }
        }
        return found;
    }

    private static String alias(String test) {
        return switch (test) {
            case "==" -> "eq";
            case "!=" -> "ne";
            case "<" -> "lt";
            case "<=" -> "le";
            case ">" -> "gt";
            case ">=" -> "ge";
            default -> test;
        };
    }

    /** An attribute by its name, or by names with dots between. */
    static @Nullable Object attribute(@Nullable Object of, @Nullable Object name) {
        Object value = of;
        if (name instanceof Long) {
            return Values.item(of, name);
        }
        for (String part : Values.text(name).split("\\.", -1)) {
            value = Values.item(value, part);
        }
        return value;
    }

    private static List<@Nullable Object> mapped(
            List<@Nullable Object> items,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        List<@Nullable Object> made = new ArrayList<>();
        for (Object item : items) {
            if (named.containsKey("attribute")) {
                Object seen = attribute(item, named.get("attribute"));
                made.add(seen == Undefined.VALUE ? named.getOrDefault("default", seen) : seen);
            } else {
                List<@Nullable Object> more = arguments.subList(1, arguments.size());
                made.add(Filters.apply(Values.text(arguments.getFirst()), item, more, named));
            }
        }
        return made;
    }

    private static List<@Nullable Object> unique(List<@Nullable Object> items) {
        List<@Nullable Object> found = new ArrayList<>();
        for (Object item : items) {
            if (!Values.contains(found, item)) {
                found.add(item);
            }
        }
        return found;
    }

    private static Object reversed(@Nullable Object value) {
        if (value instanceof String s) {
            return new StringBuilder(s).reverse().toString();
        }
        List<@Nullable Object> items = Filters.list(value);
        Collections.reverse(items);
        return items;
    }

    private static List<@Nullable Object> sorted(
            List<@Nullable Object> items, Map<String, @Nullable Object> named) {
        Object by = named.get("attribute");
        Comparator<@Nullable Object> order =
                (a, b) -> {
                    Object x = by == null ? a : attribute(a, by);
                    Object y = by == null ? b : attribute(b, by);
                    return Values.compare("<", x, y) ? -1 : Values.compare(">", x, y) ? 1 : 0;
                };
        items.sort(Values.truth(named.get("reverse")) ? order.reversed() : order);
        return items;
    }

    private static @Nullable Object sum(
            List<@Nullable Object> items, Map<String, @Nullable Object> named) {
        Object total = 0L;
        for (Object item : items) {
            Object by = named.get("attribute");
            total = Values.arithmetic("+", total, by == null ? item : attribute(item, by));
        }
        return total;
    }

    private static Object dictionary(@Nullable Object value) {
        List<@Nullable Object> items = new ArrayList<>();
        if (Methods.call(value, "items", List.of()) instanceof List<?> pairs) {
            items.addAll(pairs);
        }
        items.sort(Comparator.comparing(pair -> Values.text(Values.item(pair, 0L))));
        return items;
    }
}
