package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value as Python's json.dumps writes it, non-ASCII characters kept. */
final class JsonDump {
    private JsonDump() {}

    /** With line breaks and so many blanks a level, or, below 0, on one line. */
    static String of(@Nullable Object value, int indent) {
        return indent < 0 ? of(value) : lines(value, indent, "\n");
    }

    private static String lines(@Nullable Object value, int indent, String line) {
        String inner = line + " ".repeat(indent);
        return switch (value) {
            case List<?> l when !l.isEmpty() ->
                    l.stream()
                            .map(e -> lines(e, indent, inner))
                            .collect(Collectors.joining("," + inner, "[" + inner, line + "]"));
            case Map<?, ?> m when !m.isEmpty() ->
                    m.entrySet().stream()
                            .map(e ->
                                    quoted(Values.text(e.getKey()))
                                            + ": "
                                            + lines(e.getValue(), indent, inner))
                            .collect(Collectors.joining("," + inner, "{" + inner, line + "}"));
            case null, default -> of(value);
        };
    }

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean b -> b.toString();
            case Number n -> n.toString();
            case List<?> l ->
                    l.stream().map(JsonDump::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> m ->
                    m.entrySet().stream()
                            .map(e -> quoted(Values.text(e.getKey())) + ": " + of(e.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> quoted(Values.text(value));
        };
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
