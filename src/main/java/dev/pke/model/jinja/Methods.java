package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods of Python's strings and dictionaries that templates call. */
final class Methods {
    private Methods() {}

    static @Nullable Object call(
            @Nullable Object on, String method, List<@Nullable Object> arguments) {
        return switch (on) {
            case String s -> ofString(s, method, arguments);
            case Map<?, ?> m -> ofMap(m, method, arguments);
            case List<?> l when method.equals("count") ->
                    l.stream().filter(e -> Values.same(e, arguments.getFirst())).count();
            case List<?> l when method.equals("index") -> (long) l.indexOf(arguments.getFirst());
            case null, default ->
                    throw new JinjaError("the template calls " + method + " of " + Values.text(on));
        };
    }

    private static Object ofString(String s, String method, List<@Nullable Object> arguments) {
        String first = arguments.isEmpty() ? "" : Values.text(arguments.getFirst());
        return switch (method) {
            case "strip" -> right(left(s, first), first);
            case "lstrip" -> left(s, first);
            case "rstrip" -> right(s, first);
            case "upper" -> s.toUpperCase(Locale.ROOT);
            case "lower" -> s.toLowerCase(Locale.ROOT);
            case "capitalize" -> capitalized(s);
            case "title" -> title(s);
            case "startswith" -> begins(arguments).anyMatch(s::startsWith);
            case "endswith" -> begins(arguments).anyMatch(s::endsWith);
            case "removeprefix" -> s.startsWith(first) ? s.substring(first.length()) : s;
            case "removesuffix" ->
                    s.endsWith(first) ? s.substring(0, s.length() - first.length()) : s;
            case "count" -> (long) s.split(Pattern.quote(first), -1).length - 1;
            case "rfind" -> (long) s.lastIndexOf(first);
            case "splitlines" -> new ArrayList<Object>(s.lines().toList());
            case "isdigit" -> !s.isEmpty() && s.chars().allMatch(Character::isDigit);
            case "isalpha" -> !s.isEmpty() && s.chars().allMatch(Character::isLetter);
            case "isspace" -> !s.isEmpty() && s.isBlank();
            case "join" ->
                    Filters.list(arguments.getFirst()).stream()
                            .map(Values::text)
                            .collect(Collectors.joining(s));
            case "rsplit" -> rightSplit(s, first, arguments);
            case "find" -> (long) s.indexOf(first);
            case "replace" -> replaced(s, first, arguments);
            case "split" -> split(s, first, arguments);
            default -> throw new JinjaError("the template uses the unsupported method " + method);
        };
    }

    private static Stream<String> begins(List<@Nullable Object> arguments) {
        Object first = arguments.isEmpty() ? "" : arguments.getFirst();
        return first instanceof List<?> several
                ? several.stream().map(Values::text)
                : Stream.of(Values.text(first));
    }

    private static String capitalized(String s) {
        return s.isEmpty()
                ? s
                : s.substring(0, 1).toUpperCase(Locale.ROOT)
                        + s.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String title(String s) {
        return Pattern.compile("\\p{L}+")
                .matcher(s)
                .replaceAll(word -> Matcher.quoteReplacement(capitalized(word.group())));
    }

    private static String replaced(String s, String from, List<@Nullable Object> arguments) {
        String to = Values.text(arguments.get(1));
        if (arguments.size() < 3 || !(arguments.get(2) instanceof Long most)) {
            return s.replace(from, to);
        }
        String out = s;
        int at = out.indexOf(from);
        for (long done = 0; done < most && at >= 0; done++) {
            out = out.substring(0, at) + to + out.substring(at + from.length());
            at = out.indexOf(from, at + to.length());
        }
        return out;
    }

    /** At most so many cuts, where a number is given. */
    private static List<@Nullable Object> split(
            String s, String by, List<@Nullable Object> arguments) {
        boolean blank = arguments.isEmpty() || arguments.getFirst() == null;
        if (blank) {
            String text = s.strip();
            return text.isEmpty()
                    ? new ArrayList<>()
                    : new ArrayList<>(Arrays.asList(text.split("\\s+")));
        }
        int limit =
                arguments.size() > 1 && arguments.get(1) instanceof Long n && n >= 0
                        ? Math.toIntExact(n) + 1
                        : -1;
        return new ArrayList<>(Arrays.asList(s.split(Pattern.quote(by), limit)));
    }

    /** The cuts are those from the right. */
    private static List<@Nullable Object> rightSplit(
            String s, String by, List<@Nullable Object> arguments) {
        List<@Nullable Object> parts =
                split(s, by, arguments.subList(0, Math.min(1, arguments.size())));
        if (arguments.size() > 1 && arguments.get(1) instanceof Long most) {
            while (parts.size() > most + 1) {
                String joined = Values.text(parts.get(0)) + by + Values.text(parts.get(1));
                parts.removeFirst();
                parts.set(0, joined);
            }
        }
        return parts;
    }

    private static String left(String s, String letters) {
        int at = 0;
        while (at < s.length() && goes(s.charAt(at), letters)) {
            at++;
        }
        return s.substring(at);
    }

    private static String right(String s, String letters) {
        int end = s.length();
        while (end > 0 && goes(s.charAt(end - 1), letters)) {
            end--;
        }
        return s.substring(0, end);
    }

    private static boolean goes(char c, String letters) {
        return letters.isEmpty() ? Character.isWhitespace(c) : letters.indexOf(c) >= 0;
    }

    private static @Nullable Object ofMap(
            Map<?, ?> map, String method, List<@Nullable Object> arguments) {
        return switch (method) {
            case "get" ->
                    map.containsKey(arguments.getFirst())
                            ? map.get(arguments.getFirst())
                            : arguments.size() > 1 ? arguments.get(1) : null;
            case "keys" -> new ArrayList<Object>(map.keySet());
            case "values" -> new ArrayList<Object>(map.values());
            case "items" ->
                    map.entrySet().stream()
                            .map(e ->
                                    (Object)
                                            new ArrayList<>(
                                                    Arrays.asList(e.getKey(), e.getValue())))
                            .toList();
            default -> throw new JinjaError("the template uses the unsupported method " + method);
        };
    }
}
