package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON file of a model folder, read strictly (no duplicate keys) but for what Python writes:
 * {@code Infinity} and {@code NaN}. Errors name the file.
 */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    private final String where;
    private final String text;
    private final JsonNode node;

    private Json(String where, String text, JsonNode node) {
        this.where = where;
        this.text = text;
        this.node = node;
    }

    public static Json parse(String where, String text) {
        try {
            return new Json(where, text, MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw ModelError.notJson(where, text, e);
        }
    }

    public static Json read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ModelError(file + " does not exist", e);
        } catch (MalformedInputException e) {
            throw new ModelError(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    public JsonNode node() {
        return node;
    }

    /** The file's name, for errors. */
    public String where() {
        return where;
    }

    /** The text as it was read. */
    public String text() {
        return text;
    }

    /** The same with the defaults of another object where a key is missing: null is not missing. */
    public Json over(Json defaults) {
        if (!node.isObject()) {
            throw new ModelError(where + " is no JSON object");
        }
        ObjectNode both = ((ObjectNode) defaults.node).deepCopy();
        both.setAll((ObjectNode) node);
        return new Json(where, text, both);
    }

    /** The same with its keys in place of another object's. */
    public Json under(Json other) {
        ObjectNode both = ((ObjectNode) other.node).deepCopy();
        both.setAll((ObjectNode) node);
        return new Json(other.where, other.text, both);
    }

    public boolean has(String key) {
        JsonNode value = node.get(key);
        return value != null && !value.isNull();
    }

    /** The object under a key, or null where it is missing or null. */
    public @Nullable Json object(String key) {
        return has(key) ? new Json(where + ": " + key, "", node.get(key)) : null;
    }

    public int integer(String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isNumber() || value.asDouble() != Math.rint(value.asDouble())) {
            throw new ModelError(
                    "%s: %s must be a whole number%s"
                            .formatted(where, key, value == null ? "" : ", not " + value));
        }
        // A context "without end" is written as a huge float by some.
        return (int) Math.min(Integer.MAX_VALUE, value.asDouble());
    }

    public int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    public double number(String key) {
        if (!has(key) || !node.get(key).isNumber()) {
            throw new ModelError(where + ": " + key + " must be a number");
        }
        return node.get(key).asDouble();
    }

    public double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    /** A list of numbers. */
    public List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        if (!has(key) || !node.get(key).isArray()) {
            throw new ModelError(where + ": " + key + " must be a list of numbers");
        }
        for (JsonNode number : node.get(key)) {
            if (!number.isNumber()) {
                throw new ModelError(where + ": " + key + " must be a list of numbers");
            }
            numbers.add(number.asDouble());
        }
        return numbers;
    }

    /** A list of words. */
    public List<String> words(String key) {
        List<String> words = new ArrayList<>();
        if (has(key)) {
            node.get(key).forEach(word -> words.add(word.asString("")));
        }
        return words;
    }

    public String text(String key) {
        if (!has(key) || !node.get(key).isString()) {
            throw new ModelError(where + ": " + key + " must be a string");
        }
        return node.get(key).asString();
    }

    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** Whether the key is there and true. */
    public boolean isOn(String key) {
        return has(key) && node.get(key).asBoolean(false);
    }

    /** Whether the key is there and false. */
    public boolean isOff(String key) {
        return has(key) && !node.get(key).asBoolean(true);
    }
}
