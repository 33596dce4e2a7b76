package dev.pke.experiment;

import dev.pke.event.UserError;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of a plan being read strictly: every key must be asked for and every key asked for must be
 * there. All errors are one line that names the file, the key and what would be right.
 */
final class Section {
    private final String file;
    private final String path;
    private final Map<?, ?> values;
    private final Path base;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, @Nullable Object> read = new LinkedHashMap<>();

    /**
     * @param file what to call the plan in an error
     * @param path the keys that lead here, each followed by a dot
     * @param base the folder that relative files are relative to
     */
    Section(String file, String path, Map<?, ?> values, Path base) {
        this.file = file;
        this.path = path;
        this.values = values;
        this.base = base;
    }

    /** What was read so far, files resolved and seeds as text: a JSON object. */
    Map<String, @Nullable Object> read() {
        return read;
    }

    /** Whether an optional key is there. */
    boolean has(String key) {
        asked.add(key);
        return values.get(key) != null;
    }

    String text(String key) {
        if (need(key) instanceof String text && !text.isBlank()) {
            return keep(key, text);
        }
        throw wrong(key, "must be a text");
    }

    String choice(String key, Collection<String> valid) {
        String text = String.valueOf(need(key));
        if (valid.contains(text)) {
            return keep(key, text);
        }
        throw wrong(key, "must be one of " + String.join(", ", valid) + Nearest.hint(text, valid));
    }

    /** A finite number from {@code least} to {@code most}. */
    double number(String key, double least, double most) {
        if (need(key) instanceof Number number
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return keep(key, number).doubleValue();
        }
        throw wrong(key, "must be a number from " + brief(least) + " to " + brief(most));
    }

    int count(String key, int least) {
        Object value = need(key);
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= least
                && ((Number) value).longValue() <= Integer.MAX_VALUE) {
            return keep(key, ((Number) value).intValue());
        }
        throw wrong(key, "must be a whole number of at least " + least);
    }

    /** A 64-bit seed, as a number or as its decimal text. */
    long seed(String key) {
        Object value = need(key);
        if (value instanceof Integer || value instanceof Long || value instanceof String) {
            try {
                long seed = Long.parseLong(value.toString());
                keep(key, Long.toString(seed));
                return seed;
            } catch (NumberFormatException tooLarge) {
                throw wrong(key, "must be a 64-bit whole number");
            }
        }
        throw wrong(key, "must be a 64-bit whole number");
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (need(key) instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        if (texts.isEmpty()) {
            throw wrong(key, "must be a list of texts");
        }
        return keep(key, List.copyOf(texts));
    }

    Section section(String key) {
        if (need(key) instanceof Map<?, ?> map) {
            Section inner = new Section(file, path + key + ".", map, base);
            keep(key, inner.read);
            return inner;
        }
        throw wrong(key, "must be a section with keys of its own");
    }

    /** A file or folder, relative to the plan's own folder. */
    Path path(String key) {
        Path resolved = base.resolve(text(key)).normalize();
        keep(key, resolved.toString().replace('\\', '/'));
        return resolved;
    }

    /** A word; YAML's true and false are on and off. */
    String word(String key) {
        Object value = need(key);
        return keep(key, value instanceof Boolean on ? (on ? "on" : "off") : value.toString());
    }

    /** {@code on} or {@code off}. */
    boolean onOff(String key) {
        String word = word(key);
        if (!word.equals("on") && !word.equals("off")) {
            throw wrong(key, "must be on or off");
        }
        return word.equals("on");
    }

    /** Takes a value for a key that is not there, on the record as if it had been said. */
    <T> T assume(String key, T value) {
        asked.add(key);
        return keep(key, value);
    }

    /** Whole numbers of at least {@code least}, ascending. */
    List<Integer> counts(String key, int least) {
        List<Integer> counts = new ArrayList<>();
        if (need(key) instanceof List<?> list) {
            for (Object each : list) {
                int last = counts.isEmpty() ? least - 1 : counts.getLast();
                if (!(each instanceof Number number)
                        || number.doubleValue() != number.intValue()
                        || number.intValue() <= last) {
                    throw wrong(key, ascending(least));
                }
                counts.add(number.intValue());
            }
        }
        if (counts.isEmpty()) {
            throw wrong(key, ascending(least));
        }
        return keep(key, List.copyOf(counts));
    }

    private static String ascending(int least) {
        return "must be a list of ascending whole numbers of at least " + least;
    }

    /** Whether the key holds keys of its own rather than a value. */
    boolean isSection(String key) {
        return need(key) instanceof Map<?, ?>;
    }

    /** Whether the key holds a list. */
    boolean isList(String key) {
        return need(key) instanceof List<?>;
    }

    /** Refuses every key that was not asked for. */
    void end() {
        for (Object each : values.keySet()) {
            String key = String.valueOf(each);
            if (!asked.contains(key)) {
                throw new UserError(
                        file + ": unknown key " + path + key + Nearest.hint(key, asked));
            }
        }
    }

    UserError wrong(String key, String right) {
        return new UserError(file + ": " + path + key + " is " + values.get(key) + ", " + right);
    }

    private <T> T keep(String key, T value) {
        read.put(key, value);
        return value;
    }

    private Object need(String key) {
        asked.add(key);
        @Nullable Object value = values.get(key);
        if (value == null) {
            List<String> unasked = new ArrayList<>();
            values.keySet().forEach(each -> unasked.add(String.valueOf(each)));
            unasked.removeAll(asked);
            String hint = Nearest.of(key, unasked).map(near -> " (found " + near + ")").orElse("");
            throw new UserError(file + ": missing key " + path + key + hint);
        }
        return value;
    }

    private static String brief(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
