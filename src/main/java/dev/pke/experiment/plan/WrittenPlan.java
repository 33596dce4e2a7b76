package dev.pke.experiment.plan;

import dev.pke.fault.UserError;
import dev.pke.model.folder.ModelPlaces;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as it is written, not read yet: keys and values, any of which can be set otherwise. Each
 * setting makes a new draft; this one stays as it is.
 */
public final class WrittenPlan {
    /** The largest plan anyone has written by hand is a thousandth of it. */
    public static final int MOST_BYTES = 1 << 20;

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String file;
    private final Path base;
    private final ModelPlaces places;
    private final Map<String, @Nullable Object> values;

    private WrittenPlan(
            String file, Path base, ModelPlaces places, Map<String, @Nullable Object> values) {
        this.file = file;
        this.base = base;
        this.places = places;
        this.values = values;
    }

    /**
     * The draft in a file's bytes.
     *
     * @param file what to call it in an error
     * @param base the folder that its relative files are relative to
     */
    public static WrittenPlan parse(String file, byte[] bytes, Path base, ModelPlaces places) {
        return parse(file, PlanText.decode(file, bytes), base, places);
    }

    static WrittenPlan parse(String file, String yaml, Path base, ModelPlaces places) {
        try {
            PlanText.mustNameNothing(file, YAML, yaml);
            if (!yaml.isBlank() && YAML.readValue(yaml, Object.class) instanceof Map<?, ?> map) {
                return new WrittenPlan(file, base, places, copy(map));
            }
            throw new UserError(file + ": a plan must be keys and values");
        } catch (MismatchedInputException noneOrTwo) {
            throw new UserError(
                    file + ": a plan must be keys and values, in one document", noneOrTwo);
        } catch (JacksonException malformed) {
            throw PlanText.notYaml(file, malformed);
        }
    }

    /** A value as a plan would write it: a number, a word, a list. */
    public static Object value(String text) {
        try {
            Object value = YAML.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JacksonException noYaml) {
            return text;
        }
    }

    /** The plan it says, read strictly; {@link UserError} in one line. */
    public Plan plan() {
        return Plan.parse(values, new Ground(file, base, places));
    }

    /** What errors call it. */
    public String file() {
        return file;
    }

    /** The same under another name in errors. */
    public WrittenPlan called(String other) {
        return new WrittenPlan(other, base, places, values);
    }

    /** What stands at the keys, with dots between; null where nothing does. */
    public @Nullable Object at(String path) {
        Object at = values;
        for (String key : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    /**
     * The file that it names at the keys, as another plan would name it; "" where it names none.
     */
    public String fileAt(String path, WrittenPlan reader) {
        if (!(at(path) instanceof String named)) {
            return "";
        }
        boolean same = base.toAbsolutePath().equals(reader.base.toAbsolutePath());
        return same ? named : base.toAbsolutePath().resolve(named).normalize().toString();
    }

    /** With a value at the keys, whose last may be new; the sections before it must be there. */
    public WrittenPlan with(String path, Object value) {
        return new WrittenPlan(file, base, places, set(values, path, value));
    }

    /** Without what stands at the keys, if anything does. */
    public WrittenPlan without(String path) {
        return at(path) == null
                ? this
                : new WrittenPlan(file, base, places, set(values, path, null));
    }

    /** The paths of all values, sections themselves left out. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", values, paths);
        return paths;
    }

    private static void collect(String path, Map<?, ?> from, List<String> paths) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                collect(path + key + ".", inner, paths);
            } else {
                paths.add(path + key);
            }
        });
    }

    private static Map<String, @Nullable Object> set(
            Map<?, ?> from, String path, @Nullable Object value) {
        Map<String, @Nullable Object> copy = copy(from);
        int dot = path.indexOf('.');
        if (dot >= 0) {
            String key = path.substring(0, dot);
            if (!(copy.get(key) instanceof Map<?, ?> inner)) {
                throw new IllegalArgumentException("no section " + key + " in " + from.keySet());
            }
            copy.put(key, set(inner, path.substring(dot + 1), value));
        } else if (value == null) {
            copy.remove(path);
        } else {
            copy.put(path, value);
        }
        return copy;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
