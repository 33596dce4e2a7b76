package dev.pke.model.setting;

import static java.util.Objects.requireNonNull;

import dev.pke.fault.ModelError;
import dev.pke.fault.Nearest;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a method can be told: the keys of its record of hyperparameters, in that record's order.
 * Each is stated once, here: the usual value, what it may be, and what it means. The record's
 * constructor holds its components to that ({@link #check}), and everything that is said of a key
 * elsewhere is made from it.
 *
 * <p>A plan writes a key as the record does, but with hyphens: {@code weightDecay} is {@code
 * weight-decay}. Jackson binds them, and has a test see that both name the same.
 *
 * @param <H> the record
 */
public final class Hyperparameters<H extends Record> {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    /** The hyperparameters of a method that has none. */
    public record None() {
        /** No key at all. */
        public static final Hyperparameters<None> KEYS = Hyperparameters.of(None.class);
    }

    private final Class<H> record;
    private final List<SettingKey> keys;

    private Hyperparameters(Class<H> record, List<SettingKey> keys) {
        this.record = record;
        this.keys = List.copyOf(keys);
    }

    /** Those of a record, none of them said as yet. */
    public static <H extends Record> Hyperparameters<H> of(Class<H> record) {
        return new Hyperparameters<>(record, List.of());
    }

    /** And a number, or a whole number. */
    public Hyperparameters<H> number(String key, double usual, Range range, String meaning) {
        Object value = range.kind() == Range.Kind.WHOLE ? (Object) (long) usual : usual;
        return and(new SettingKey(key, value, range, meaning));
    }

    /** And a seed of draws. */
    public Hyperparameters<H> seed(String meaning) {
        return and(new SettingKey("seed", 1L, new Seed(), meaning));
    }

    /** And a word: a constant in small letters, the first of them the usual one. */
    public <E extends Enum<E>> Hyperparameters<H> choice(
            String key, Class<E> words, String meaning) {
        List<String> small =
                Arrays.stream(words.getEnumConstants())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList();
        return and(new SettingKey(key, small.getFirst(), new Words(small), meaning));
    }

    /** And a text. */
    public Hyperparameters<H> text(String key, String usual, Text.Kind kind, String meaning) {
        return and(new SettingKey(key, usual, new Text(kind), meaning));
    }

    /** And a free text of one line. */
    public Hyperparameters<H> text(String key, String usual, String meaning) {
        return text(key, usual, Text.Kind.LINE, meaning);
    }

    /** The same, but plans may leave out the key said last. */
    public Hyperparameters<H> optional() {
        List<SettingKey> same = new ArrayList<>(keys);
        same.add(same.removeLast().optional());
        return new Hyperparameters<>(record, same);
    }

    /** And the keys of a record that this one's components begin with. */
    public Hyperparameters<H> all(Hyperparameters<?> others) {
        Hyperparameters<H> more = this;
        for (SettingKey each : others.keys()) {
            more = more.and(each);
        }
        return more;
    }

    /** And not the key of that name. */
    public Hyperparameters<H> without(String name) {
        return new Hyperparameters<>(
                record, keys.stream().filter(each -> !each.name().equals(name)).toList());
    }

    private Hyperparameters<H> and(SettingKey key) {
        List<SettingKey> more = new ArrayList<>(keys);
        more.add(key);
        return new Hyperparameters<>(record, more);
    }

    /** Every key, in the record's order. */
    public List<SettingKey> keys() {
        return keys;
    }

    /** Whether there is such a key. */
    public boolean has(String key) {
        return keys.stream().anyMatch(each -> each.name().equals(key));
    }

    /**
     * For the record's constructor: every component, in order.
     *
     * @throws IllegalArgumentException naming the first that may not be so
     */
    public void check(Object... components) {
        if (components.length != keys.size()) {
            throw new IllegalArgumentException(
                    record.getSimpleName() + " has " + keys.size() + " keys: " + keys);
        }
        for (int i = 0; i < components.length; i++) {
            SettingKey key = keys.get(i);
            if (key.allowed().fit(components[i]) == null) {
                throw new IllegalArgumentException(
                        "%s is %s, must be %s"
                                .formatted(key.name(), components[i], key.allowed().told()));
            }
        }
    }

    /** The record where nobody says otherwise. */
    public H usual() {
        return with(Map.of());
    }

    /**
     * The usual record with the given values over it.
     *
     * @throws ModelError naming an unknown key with the nearest known one, or a value that doesn't
     *     fit
     */
    public H with(Map<String, ?> given) {
        Map<String, Object> all = new LinkedHashMap<>();
        keys.forEach(key -> all.put(key.name(), key.usual()));
        return over(all, given);
    }

    /** A record with the given values over it, as {@link #with(Map)}. */
    public H with(H from, Map<String, ?> given) {
        return over(new LinkedHashMap<>(values(from)), given);
    }

    private H over(Map<String, Object> all, Map<String, ?> given) {
        given.forEach((name, value) -> {
            List<String> names = keys.stream().map(SettingKey::name).toList();
            if (!names.contains(name)) {
                throw new ModelError("unknown key " + name + Nearest.hint(name, names));
            }
            all.put(name, keys.get(names.indexOf(name)).fitting(value));
        });
        return bind(all);
    }

    /**
     * The record of these values, one for each key.
     *
     * @throws ModelError as the record's constructor says why they can't go together
     */
    public H bind(Map<String, ?> values) {
        try {
            return MAPPER.convertValue(values, record);
        } catch (JacksonException refused) {
            if (refused.getCause() instanceof IllegalArgumentException why) {
                throw new ModelError(String.valueOf(why.getMessage()), why);
            }
            throw new IllegalArgumentException(
                    record + " is not what its keys say: " + keys, refused);
        }
    }

    /** A record's values as plans write them, in its order. */
    public Map<String, Object> values(H from) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!keys.isEmpty()) {
            Map<?, ?> plain = MAPPER.convertValue(from, Map.class);
            for (SettingKey key : keys) {
                values.put(key.name(), key.fitting(requireNonNull(plain.get(key.name()))));
            }
        }
        return values;
    }
}
