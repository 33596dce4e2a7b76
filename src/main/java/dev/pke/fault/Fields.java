package dev.pke.fault;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object of a person's, read strictly and field by field; every fault is one line that names
 * the file, the place in it and the field. A field that is null is not there.
 *
 * @param where the file and the place in it, as told in errors
 * @param node the JSON object
 */
public record Fields(String where, JsonNode node) {
    /** A key given twice or text after the end is a mistake, and which half counts is a guess. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    public Fields {
        if (!node.isObject()) {
            throw new ModelError(where + ": expected a JSON object, found " + kind(node));
        }
    }

    /** A text that holds one object. */
    public static Fields parse(String where, String text) {
        return new Fields(where, json(where, text));
    }

    /** The objects of an array. */
    public static List<Fields> records(String where, JsonNode array) {
        if (!array.isArray()) {
            String found = kind(array);
            throw new ModelError(where + ": expected a JSON array of records, found " + found);
        }
        List<Fields> out = new ArrayList<>();
        for (JsonNode one : array) {
            out.add(new Fields(where + ", record " + (out.size() + 1), one));
        }
        return out;
    }

    /** A text's one value, whatever it is. */
    public static JsonNode json(String where, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw ModelError.notJson(where, text, e);
        }
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The text of a field, which must be there and not blank. */
    public String text(String field) {
        JsonNode value = value(field);
        if (!value.isString()) {
            throw wrong(field, value, "text");
        }
        if (value.stringValue().isBlank()) {
            throw new ModelError(where + ": field '" + field + "' is empty");
        }
        return value.stringValue();
    }

    public String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    /** An identifier: text or a whole number. */
    public String identifier(String field) {
        return node.path(field).isIntegralNumber() ? node.get(field).asString() : text(field);
    }

    public int integer(String field) {
        JsonNode value = value(field);
        if (!value.isInt()) {
            throw wrong(field, value, "a whole number below 2^31");
        }
        return value.intValue();
    }

    public int integer(String field, int otherwise) {
        return has(field) ? integer(field) : otherwise;
    }

    public double number(String field) {
        JsonNode value = value(field);
        if (!value.isNumber()) {
            throw wrong(field, value, "a number");
        }
        return value.asDouble();
    }

    public double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** Whether the field is there and true. */
    public boolean isOn(String field) {
        return has(field) && truth(field);
    }

    /** Whether the field is there and false. */
    public boolean isOff(String field) {
        return has(field) && !truth(field);
    }

    private boolean truth(String field) {
        JsonNode value = value(field);
        if (!value.isBoolean()) {
            throw wrong(field, value, "true or false");
        }
        return value.booleanValue();
    }

    /** The object under a field. */
    public Fields object(String field) {
        return new Fields(where + ", field '" + field + "'", value(field));
    }

    /** The object under a field, or null where it is not there. */
    public @Nullable Fields objectOrNull(String field) {
        return has(field) ? object(field) : null;
    }

    /** The objects of the array under a field. */
    public List<Fields> objects(String field) {
        List<Fields> out = new ArrayList<>();
        for (JsonNode one : array(field)) {
            out.add(new Fields(where + ", " + field + "[" + out.size() + "]", one));
        }
        return out;
    }

    /** The texts of the array under a field. */
    public List<String> texts(String field) {
        List<String> out = new ArrayList<>();
        for (JsonNode one : array(field)) {
            if (!one.isString()) {
                String place = where + ": " + field + "[" + out.size() + "]";
                throw new ModelError(place + " is " + kind(one) + ", not text");
            }
            out.add(one.stringValue());
        }
        return out;
    }

    private JsonNode array(String field) {
        JsonNode value = value(field);
        if (!value.isArray()) {
            throw wrong(field, value, "an array");
        }
        return value;
    }

    private JsonNode value(String field) {
        if (!has(field)) {
            throw new ModelError(where + ": field '" + field + "' is missing");
        }
        return node.get(field);
    }

    private ModelError wrong(String field, JsonNode value, String right) {
        return new ModelError(
                where + ": field '" + field + "' is " + kind(value) + ", not " + right);
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
