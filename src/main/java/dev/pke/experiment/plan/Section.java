package dev.pke.experiment.plan;

import dev.pke.fault.ModelError;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.model.setting.Allowed;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.Words;

import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of a plan being read strictly: every key must be asked for and every key asked for must be
 * there. All errors are one line that names the file, the key and what would be right.
 */
final class Section {
    /** Names and paths of more are mistakes. */
    static final int MOST_CHARACTERS = 1000;

    private final Ground ground;
    private final String path;
    private final Map<?, ?> values;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, @Nullable Object> read = new LinkedHashMap<>();

    /**
     * @param path the keys that lead here, each followed by a dot
     */
    Section(Ground ground, String path, Map<?, ?> values) {
        this.ground = ground;
        this.path = path;
        this.values = values;
    }

    /** Puts a value on the record that was not said but follows from what was. */
    void derive(String key, Object value) {
        asked.add(key);
        keep(key, value);
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
        throw wrong(key, words.told() + ", or a section " + other + Shown.hint(given, words));
    }

    double number(PlanNumber number) {
        return (Double) value(keyOf(number), number.range());
    }

    int count(PlanNumber number) {
        return Math.toIntExact((Long) value(keyOf(number), number.range()));
    }

    /** A 64-bit seed, as a number or as its decimal text; the plan's own where it is not said. */
    long seed(String key) {
        return (Long) value(key, new Seed());
    }

    /** A value that fits. */
    Object value(String key, Allowed allowed) {
        asked.add(key);
        Object given =
                allowed instanceof Seed && values.get(key) == null
                        ? ground.seed().take()
                        : values.get(key);
        if (given == null) {
            given = need(key);
        }
        Object fits = allowed.fit(given);
        if (fits == null) {
            throw wrong(key, allowed.told() + Shown.hint(given, allowed));
        }
        keep(key, allowed instanceof Seed ? fits.toString() : fits);
        return fits;
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

    /** The last of a section: all keys of a method, bound to its record. */
    <H extends Record> H settings(Hyperparameters<H> keys) {
        return new MethodKeys<>(this, keys).all();
    }

    /**
     * A list of different things, each one of {@code valid} by its bare name, or a section whose
     * {@code name} is.
     */
    <T> List<T> named(
            String key,
            List<String> valid,
            Function<String, ? extends T> bare,
            Function<Section, ? extends T> told) {
        if (!(need(key) instanceof List<?> list)
                || list.stream().noneMatch(Map.class::isInstance)) {
            return texts(key, valid).stream().<T>map(bare).toList();
        }
        List<T> things = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        Set<Object> names = new HashSet<>();
        for (Object each : list) {
            if (each instanceof Map<?, ?> map) {
                Section inner = new Section(ground, path + key + "[" + kept.size() + "].", map);
                things.add(told.apply(inner));
                kept.add(inner.read);
                names.add(inner.read.get("name"));
            } else if (each instanceof String name && valid.contains(name)) {
                things.add(bare.apply(name));
                kept.add(name);
                names.add(name);
            }
        }
        if (names.size() < list.size()) {
            throw wrong(key, "different ones of " + String.join(", ", valid));
        }
        keep(key, kept);
        return things;
    }

    Section section(String key) {
        if (need(key) instanceof Map<?, ?> map) {
            Section inner = new Section(ground, path + key + ".", map);
            keep(key, inner.read);
            return inner;
        }
        throw wrong(key, "a section with keys of its own");
    }

    /** A file or folder, relative to the plan's own folder. */
    Path path(String key) {
        String said = text(key);
        if (said.contains("://")) {
            throw wrong(key, "a path on this machine: nothing is fetched, download it before");
        }
        try {
            return keep(key, ground.base().resolve(ground.places().expand(said)).normalize());
        } catch (InvalidPathException | ModelError impossible) {
            throw wrong(key, "a path there can be: " + impossible.getMessage());
        }
    }

    /** A model's folder; where there is none of that name, the one the Hub cache has of that id. */
    Path model(String key) {
        return keep(key, ground.places().cachedUnlessThere(path(key), text(key)));
    }

    private Path keep(String key, Path path) {
        keep(key, path.toString().replace('\\', '/'));
        return path;
    }

    /** {@code on} or {@code off}. */
    boolean onOff(String key) {
        return choice(key, List.of("on", "off")).equals("on");
    }

    /** Ascending whole numbers, each in {@code range}, where the key may also say {@code other}. */
    List<Integer> counts(String key, Range range, String other) {
        if (other.equals(need(key))) {
            keep(key, other);
            return List.of();
        }
        List<Integer> counts = Ascending.of(need(key), range);
        if (counts.isEmpty()) {
            throw wrong(key, "a list of ascending numbers, each " + range.told() + ", or " + other);
        }
        return keep(key, counts);
    }

    /** A whole number, where 1 may also be the word {@code one} and the key a section. */
    int count(String key, Range range, String one, String section) {
        Object given = need(key);
        if (one.equalsIgnoreCase(given.toString()) || Long.valueOf(1).equals(range.fit(given))) {
            keep(key, one);
            return 1;
        }
        if (range.fit(given) instanceof Long number) {
            return Math.toIntExact(keep(key, number));
        }
        throw wrong(key, one + ", " + range.told() + ", or a section " + section);
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
                        ground.file() + ": unknown key " + path + key + Nearest.hint(key, asked));
            }
        }
    }

    /** The error of a value, which must be {@code right}. */
    UserError wrong(String key, String right) {
        String is = ": " + path + key + " is " + Shown.of(values.get(key));
        return new UserError(ground.file() + is + ", must be " + right);
    }

    /** The error of values that don't go together. */
    UserError conflict(String why) {
        return new UserError(
                ground.file() + ": " + path.substring(0, path.length() - 1) + ": " + why);
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
            throw new UserError(ground.file() + ": missing key " + path + key + hint);
        }
        return value;
    }
}
