package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The methods of Python's strings and dictionaries that templates call. */
final class Methods {
    private Methods() {}

    static @Nullable Object call(
            @Nullable Object on, String method, List<@Nullable Object> arguments) {
        return switch (on) {
            case String s -> ofString(s, method, arguments);
            case Map<?, ?> m -> ofMap(m, method, arguments);
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
            case "title", "capitalize" ->
                    s.isEmpty() ? s : s.substring(0, 1).toUpperCase(Locale.ROOT) + s.substring(1);
            case "startswith" -> s.startsWith(first);
            case "endswith" -> s.endsWith(first);
            case "find" -> (long) s.indexOf(first);
            case "replace" -> s.replace(first, Values.text(arguments.get(1)));
            case "split" -> split(s, first);
            default -> throw new JinjaError("the template uses the unsupported method " + method);
        };
    }

    private static List<@Nullable Object> split(String s, String by) {
        String[] parts = by.isEmpty() ? s.strip().split("\\s+") : s.split(Pattern.quote(by), -1);
        return new ArrayList<>(Arrays.asList(parts));
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
