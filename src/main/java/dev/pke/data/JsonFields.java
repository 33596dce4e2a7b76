package dev.pke.data;

import dev.pke.fault.ModelError;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An object inside a JSON data file, read field by field; every fault is one line that names the
 * file, the record and the field.
 *
 * @param where the file and record, as told in errors
 * @param node the JSON object
 */
public record JsonFields(String where, JsonNode node) {
    /** The largest data file read, in bytes: SafeEdit's largest split has under 60 MB. */
    private static final long LIMIT_BYTES = 512L << 20;

    public JsonFields {
        if (!node.isObject()) {
            throw new ModelError(where + ": expected a JSON object, found " + kind(node));
        }
    }

    /** The whole file as one JSON value. */
    public static JsonNode read(Path file) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new ModelError(file + ": over " + (LIMIT_BYTES >> 20) + " MiB");
            }
            return JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(Files.readString(file));
        } catch (IOException e) {
            throw new ModelError(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (JacksonException e) {
            throw new ModelError(file + ": not JSON: " + e.getOriginalMessage());
        }
    }

    /** The objects of a file that holds a JSON array. */
    static List<JsonFields> records(Path file) {
        JsonNode root = read(file);
        if (!root.isArray()) {
            throw new ModelError(file + ": expected a JSON array of records, found " + kind(root));
        }
        List<JsonFields> out = new ArrayList<>();
        for (JsonNode one : root) {
            out.add(new JsonFields(file + ", record " + (out.size() + 1), one));
        }
        return out;
    }

    /** The text of {@code field}, which must be there and not blank. */
    public String text(String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new ModelError(where + ": field '" + field + "' is missing");
        }
        if (!value.isString()) {
            throw new ModelError(
                    where + ": field '" + field + "' is " + kind(value) + ", not text");
        }
        if (value.stringValue().isBlank()) {
            throw new ModelError(where + ": field '" + field + "' is empty");
        }
        return value.stringValue();
    }

    /** The text of {@code field}, or "" where the field is not there. */
    public String textOrNone(String field) {
        return node.has(field) ? text(field) : "";
    }

    /** An identifier: text or a whole number. */
    String identifier(String field) {
        JsonNode value = node.get(field);
        return value != null && value.isIntegralNumber() ? value.asString() : text(field);
    }

    /** The object under {@code field}. */
    public JsonFields object(String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new ModelError(where + ": field '" + field + "' is missing");
        }
        return new JsonFields(where + ", field '" + field + "'", value);
    }

    /** The objects of the array under {@code field}. */
    public List<JsonFields> objects(String field) {
        List<JsonFields> out = new ArrayList<>();
        for (JsonNode one : array(field)) {
            out.add(new JsonFields(where + ", " + field + "[" + out.size() + "]", one));
        }
        return out;
    }

    /** The texts of the array under {@code field}. */
    public List<String> texts(String field) {
        List<String> out = new ArrayList<>();
        for (JsonNode one : array(field)) {
            if (!one.isString()) {
                throw new ModelError(
                        where
                                + ": "
                                + field
                                + "["
                                + out.size()
                                + "] is "
                                + kind(one)
                                + ", not text");
            }
            out.add(one.stringValue());
        }
        return out;
    }

    private JsonNode array(String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isArray()) {
            throw new ModelError(
                    where
                            + ": field '"
                            + field
                            + "' "
                            + (value == null
                                    ? "is missing"
                                    : "is " + kind(value) + ", not an array"));
        }
        return value;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }
}
