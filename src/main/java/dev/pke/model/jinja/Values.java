package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What values do, as in Python: strings, longs, doubles, booleans, lists, maps, null. */
final class Values {
    private Values() {}

    static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Undefined _ -> false;
            case Boolean b -> b;
            case String s -> !s.isEmpty();
            case List<?> l -> !l.isEmpty();
            case Map<?, ?> m -> !m.isEmpty();
            case Number n -> n.doubleValue() != 0;
            default -> true;
        };
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean b -> b ? "True" : "False";
            case List<?> l ->
                    l.stream().map(Values::shown).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> m ->
                    m.entrySet().stream()
                            .map(e -> shown(e.getKey()) + ": " + shown(e.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** As Python shows a value within another. */
    private static String shown(@Nullable Object value) {
        if (!(value instanceof String s)) {
            return text(value);
        }
        String quote = s.contains("'") && !s.contains("\"") ? "\"" : "'";
        String escaped = s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
        return quote + (quote.equals("'") ? escaped.replace("'", "\\'") : escaped) + quote;
    }

    static boolean compare(String operator, @Nullable Object a, @Nullable Object b) {
        return switch (operator) {
            case "==" -> same(a, b);
            case "!=" -> !same(a, b);
            case "<" -> order(a, b) < 0;
            case ">" -> order(a, b) > 0;
            case "<=" -> order(a, b) <= 0;
            default -> order(a, b) >= 0;
        };
    }

    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        return Objects.equals(a, b);
    }

    private static int order(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        throw new JinjaError("the template compares " + a + " with " + b);
    }

    static boolean contains(@Nullable Object whole, @Nullable Object part) {
        return switch (whole) {
            case String s -> s.contains(text(part));
            case List<?> l -> l.stream().anyMatch(e -> same(e, part));
            case Map<?, ?> m -> m.containsKey(part);
            case null, default -> false;
        };
    }

    static Object arithmetic(String operator, @Nullable Object a, @Nullable Object b) {
        if (operator.equals("+") && a instanceof String x && b instanceof String y) {
            return x + y;
        }
        if (operator.equals("+") && a instanceof List<?> x && b instanceof List<?> y) {
            List<@Nullable Object> both = new ArrayList<>(x);
            both.addAll(y);
            return both;
        }
        if (operator.equals("*") && a instanceof String x && b instanceof Long y) {
            return x.repeat(Math.clamp(y, 0, 10_000));
        }
        if (operator.equals("%") && a instanceof String x) {
            return formatted(x, b);
        }
        if (a instanceof Long x && b instanceof Long y && !operator.equals("/")) {
            return whole(operator, x, y);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return real(operator, x.doubleValue(), y.doubleValue());
        }
        throw new JinjaError("the template computes " + text(a) + " " + operator + " " + text(b));
    }

    private static long whole(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "**" -> (long) Math.pow((double) a, (double) b);
            case "//" -> Math.floorDiv(a, b);
            default -> Math.floorMod(a, b);
        };
    }

    private static double real(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "**" -> Math.pow(a, b);
            case "//" -> Math.floor(a / b);
            default -> a - Math.floor(a / b) * b;
        };
    }

    /** Python's old way to put values into a text: %s alone. */
    private static String formatted(String text, @Nullable Object values) {
        String out = text;
        for (Object each : values instanceof List<?> l ? l : Collections.singletonList(values)) {
            int at = out.indexOf("%s");
            if (at < 0) {
                throw new JinjaError("the template formats more values than '" + text + "' has");
            }
            out = out.substring(0, at) + text(each) + out.substring(at + 2);
        }
        return out;
    }

    static @Nullable Object item(@Nullable Object of, @Nullable Object key) {
        if (of instanceof Map<?, ?> map) {
            return map.containsKey(key) ? map.get(key) : Undefined.VALUE;
        }
        if (of instanceof List<?> list && key instanceof Long index) {
            int at = Math.toIntExact(index < 0 ? index + list.size() : index);
            return at >= 0 && at < list.size() ? list.get(at) : Undefined.VALUE;
        }
        if (of instanceof String s && key instanceof Long index) {
            int at = Math.toIntExact(index < 0 ? index + s.length() : index);
            return at >= 0 && at < s.length() ? s.substring(at, at + 1) : Undefined.VALUE;
        }
        return Undefined.VALUE;
    }

    static Object slice(
            @Nullable Object of, @Nullable Object from, @Nullable Object to, @Nullable Object by) {
        if (of instanceof String s) {
            List<String> letters = s.codePoints().mapToObj(Character::toString).toList();
            return String.join("", Slices.of(letters, from, to, by));
        }
        if (of instanceof List<?> list) {
            return Slices.of(list, from, to, by);
        }
        throw new JinjaError("the template takes a slice of " + text(of));
    }
}
