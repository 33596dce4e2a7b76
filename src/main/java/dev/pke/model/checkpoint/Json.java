package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;

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
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String where;
    private final JsonNode node;

    private Json(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    public static Json parse(String where, String text) {
        try {
            return new Json(where, MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new ModelError(where + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static Json read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ModelError(file + " does not exist", e);
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    public JsonNode node() {
        return node;
    }

    public boolean has(String key) {
        JsonNode value = node.get(key);
        return value != null && !value.isNull();
    }

    /** The object under a key, or null where it is missing or null. */
    public @Nullable Json object(String key) {
        return has(key) ? new Json(where + ": " + key, node.get(key)) : null;
    }

    public int integer(String key) {
        if (!has(key) || !node.get(key).isIntegralNumber()) {
            throw new ModelError(where + ": " + key + " must be a whole number");
        }
        return node.get(key).asInt();
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
        return has(key) && node.get(key).asBoolean();
    }

    /** Whether the key is there and false. */
    public boolean isOff(String key) {
        return has(key) && !node.get(key).asBoolean();
    }
}
