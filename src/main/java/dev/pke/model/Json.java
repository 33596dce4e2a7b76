package dev.pke.model;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A JSON file of a model folder, read strictly (no duplicate keys), with errors that name it. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String where;
    private final JsonNode node;

    private Json(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    static Json parse(String where, String text) {
        try {
            return new Json(where, MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new ModelError(where + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Json read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ModelError(file + " does not exist", e);
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    JsonNode node() {
        return node;
    }

    boolean has(String key) {
        JsonNode value = node.get(key);
        return value != null && !value.isNull();
    }

    /** The object under a key, or null where it is missing or null. */
    @Nullable Json object(String key) {
        return has(key) ? new Json(where + ": " + key, node.get(key)) : null;
    }

    int integer(String key) {
        if (!has(key) || !node.get(key).isIntegralNumber()) {
            throw new ModelError(where + ": " + key + " must be a whole number");
        }
        return node.get(key).asInt();
    }

    int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    double number(String key) {
        if (!has(key) || !node.get(key).isNumber()) {
            throw new ModelError(where + ": " + key + " must be a number");
        }
        return node.get(key).asDouble();
    }

    double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    String text(String key) {
        if (!has(key) || !node.get(key).isString()) {
            throw new ModelError(where + ": " + key + " must be a string");
        }
        return node.get(key).asString();
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** Whether the key is there and true. */
    boolean isOn(String key) {
        return has(key) && node.get(key).asBoolean();
    }

    /** Whether the key is there and false. */
    boolean isOff(String key) {
        return has(key) && !node.get(key).asBoolean();
    }
}
