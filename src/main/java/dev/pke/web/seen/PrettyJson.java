package dev.pke.web.seen;

import dev.pke.event.CanonicalJson;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Canonical JSON set out for reading: two spaces a level, short lists and objects on one line. */
public final class PrettyJson {
    private static final int ONE_LINE = 80;

    private PrettyJson() {}

    public static String of(String json) {
        var out = new StringBuilder();
        write(out, CanonicalJson.parse(json), 0);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        String flat = CanonicalJson.write(value);
        if (flat.length() <= ONE_LINE || !(value instanceof Map || value instanceof List)) {
            out.append(flat);
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            String between = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                line(out.append(between), depth + 1);
                out.append(CanonicalJson.write(String.valueOf(entry.getKey()))).append(": ");
                write(out, entry.getValue(), depth + 1);
                between = ",";
            }
            line(out, depth);
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            String between = "";
            for (Object item : list) {
                line(out.append(between), depth + 1);
                write(out, item, depth + 1);
                between = ",";
            }
            line(out, depth);
            out.append(']');
        }
    }

    private static void line(StringBuilder out, int depth) {
        out.append('\n').repeat("  ", depth);
    }
}
