package dev.pke.experiment.plan;

import dev.pke.fault.UserError;
import dev.pke.model.setting.Allowed;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.Words;

import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
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
    /** Names and paths of more are mistakes. */
    private static final int MOST_CHARACTERS = 1000;

    /** The most of a wrong value that an error repeats. */
    private static final int MOST_SHOWN = 60;

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

    /** A text of one line. */
    String text(String key) {
        Object value = need(key);
        if (!(value instanceof String text)) {
            boolean scalar = value instanceof Number || value instanceof Boolean;
            throw wrong(key, "a text" + (scalar ? ": put it in quotes" : ""));
        }
        if (text.isBlank()
                || text.length() > MOST_CHARACTERS
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw wrong(key, "a text of one line, at most " + MOST_CHARACTERS + " characters");
        }
        return keep(key, text);
    }

    String choice(String key, Collection<String> valid) {
        return (String) value(key, new Words(List.copyOf(valid)));
    }

    /** One of a few words, where the key may also hold a section such as {@code other}. */
    String choice(String key, List<String> valid, String other) {
        Words words = new Words(valid);
        Object given = need(key);
        if (words.fit(given) instanceof String fits) {
            return keep(key, fits);
        }
        throw wrong(key, words.told() + ", or a section " + other + hint(given, words));
    }

    double number(PlanNumber number) {
        return (Double) value(keyOf(number), number.range());
    }

    int count(PlanNumber number) {
        return Math.toIntExact((Long) value(keyOf(number), number.range()));
    }

    /** A 64-bit seed, as a number or as its decimal text. */
    long seed(String key) {
        return (Long) value(key, new Seed());
    }

    /** A value that fits. */
    Object value(String key, Allowed allowed) {
        Object given = need(key);
        Object fits = allowed.fit(given);
        if (fits == null) {
            throw wrong(key, allowed.told() + hint(given, allowed));
        }
        keep(key, allowed instanceof Seed ? fits.toString() : fits);
        return fits;
    }

    private static String hint(Object given, Allowed allowed) {
        return switch (allowed) {
            case Words words -> Nearest.suggestion(given.toString(), words.valid());
            case Range _, Seed _ -> "";
        };
    }

    private String keyOf(PlanNumber number) {
        if (!number.path().equals(path + number.key())) {
            throw new IllegalArgumentException(number + " is not in " + path);
        }
        return number.key();
    }

    /** A list of different texts. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (need(key) instanceof List<?> list) {
            for (Object each : list) {
                texts.add(each instanceof String text ? text : "");
            }
        }
        if (texts.isEmpty() || texts.contains("") || Set.copyOf(texts).size() < texts.size()) {
            throw wrong(key, "a list of different texts, such as [one, two]");
        }
        return keep(key, List.copyOf(texts));
    }

    /** A list of different texts, each one of {@code valid}. */
    List<String> texts(String key, List<String> valid) {
        List<String> texts = texts(key);
        for (String each : texts) {
            if (!valid.contains(each)) {
                throw wrong(
                        key,
                        "texts of " + String.join(", ", valid) + Nearest.suggestion(each, valid));
            }
        }
        return texts;
    }

    Section section(String key) {
        if (need(key) instanceof Map<?, ?> map) {
            Section inner = new Section(file, path + key + ".", map, base);
            keep(key, inner.read);
            return inner;
        }
        throw wrong(key, "a section with keys of its own");
    }

    /** A file or folder, relative to the plan's own folder. */
    Path path(String key) {
        try {
            Path resolved = base.resolve(text(key)).normalize();
            keep(key, resolved.toString().replace('\\', '/'));
            return resolved;
        } catch (InvalidPathException impossible) {
            throw wrong(key, "a path this system can have: " + impossible.getReason());
        }
    }

    /** {@code on} or {@code off}. */
    boolean onOff(String key) {
        return choice(key, List.of("on", "off")).equals("on");
    }

    /** Takes a value for a key that is not there, on the record as if it had been said. */
    <T> T assume(String key, T value) {
        asked.add(key);
        return keep(key, value);
    }

    /** Ascending whole numbers, each in {@code range}, where the key may also say {@code other}. */
    List<Integer> counts(String key, Range range, String other) {
        List<Integer> counts = new ArrayList<>();
        boolean fits = need(key) instanceof List<?>;
        if (need(key) instanceof List<?> list) {
            for (Object each : list) {
                Object count = range.fit(each);
                fits &= count != null && (counts.isEmpty() || (Long) count > counts.getLast());
                counts.add(count instanceof Long whole ? Math.toIntExact(whole) : 0);
            }
        } else if (other.equals(need(key))) {
            keep(key, other);
            return List.of();
        }
        if (!fits || counts.isEmpty()) {
            throw wrong(key, "a list of ascending numbers, each " + range.told() + ", or " + other);
        }
        return keep(key, List.copyOf(counts));
    }

    /** Whether the key holds keys of its own rather than a value. */
    boolean isSection(String key) {
        return need(key) instanceof Map<?, ?>;
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

    /**
     * The error of a value.
     *
     * @param right what it must be
     */
    UserError wrong(String key, String right) {
        return new UserError(
                file + ": " + path + key + " is " + shown(values.get(key)) + ", must be " + right);
    }

    /** The error of values that don't go together. */
    UserError conflict(String why) {
        return new UserError(file + ": " + path.substring(0, path.length() - 1) + ": " + why);
    }

    /** A value in a piece of one line; texts that look like something else in quotes. */
    private static String shown(@Nullable Object value) {
        String text = value instanceof byte[] ? "binary" : String.valueOf(value);
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        if (line.length() > MOST_SHOWN) {
            line = line.substring(0, MOST_SHOWN) + "…";
        }
        boolean odd = text.isBlank() || !Character.isLetter(text.codePointAt(0));
        return value instanceof String && odd ? "the text \"" + line + "\"" : line;
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
}
