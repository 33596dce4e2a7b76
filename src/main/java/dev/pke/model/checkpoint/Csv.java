package dev.pke.model.checkpoint;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Comma-separated values with a header (RFC 4180): quoted values may hold commas, line ends and
 * doubled quotes. Every value is a text; an empty one is not there. A key that holds more than a
 * text is one column of JSON, or a column {@code KEY.PART} a part.
 */
final class Csv {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String where;
    private final String text;
    private final Set<String> nested;
    private int at;
    private int line = 1;

    private Csv(String where, String text, Set<String> nested) {
        this.where = where;
        this.text = text;
        this.nested = nested;
    }

    static List<Fields> records(String where, String text, Set<String> nested) {
        return new Csv(where, text, nested).read();
    }

    private List<Fields> read() {
        List<Fields> out = new ArrayList<>();
        List<String> header = row();
        if (new HashSet<>(header).size() < header.size() || header.contains("")) {
            throw new ModelError(where + ": line 1: a header needs different names: " + header);
        }
        for (String column : header) {
            String key = key(column);
            if (nested.contains(key) && !key.equals(column) && header.contains(key)) {
                throw new ModelError(
                        "%s: line 1: '%s' is a part of '%s', a column too: leave one out"
                                .formatted(where, column, key));
            }
        }
        while (at < text.length()) {
            int begun = line;
            List<String> row = row();
            if (row.size() == 1 && row.getFirst().isEmpty()) {
                continue; // an empty line
            }
            if (row.size() != header.size()) {
                throw new ModelError(
                        "%s: line %d has %d values, the header %d names; quote values with commas"
                                .formatted(where, begun, row.size(), header.size()));
            }
            String place = "%s, record %d (line %d)".formatted(where, out.size() + 1, begun);
            ObjectNode record = MAPPER.createObjectNode();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    put(record, place, header.get(i), row.get(i));
                }
            }
            out.add(new Fields(place, record));
        }
        return out;
    }

    private void put(ObjectNode record, String place, String column, String value) {
        String key = key(column);
        if (!nested.contains(key)) {
            record.put(column, value);
        } else if (key.equals(column)) {
            record.set(key, whole(place, key, value));
        } else {
            record.withObjectProperty(key).put(column.substring(key.length() + 1), value);
        }
    }

    /** What stands before a column's first dot. */
    private static String key(String column) {
        return column.split("\\.", 2)[0];
    }

    private static JsonNode whole(String place, String key, String value) {
        try {
            JsonNode whole = Fields.json(place, value);
            if (whole.isContainer()) {
                return whole;
            }
            throw new ModelError("a single value");
        } catch (ModelError no) {
            throw new ModelError(
                    ("%s: column '%s' must hold JSON, {\"PART\": \"...\"} or [\"...\"]: write it so, or"
                                    + " have a column a part, named '%s.PART'")
                            .formatted(place, key, key),
                    no);
        }
    }

    /** The values up to the end of the line. */
    private List<String> row() {
        List<String> row = new ArrayList<>();
        while (true) {
            row.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length()) {
                return row;
            }
            char end = text.charAt(at++);
            if (end == ',') {
                continue;
            }
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            line++;
            return row;
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        int begun = line;
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '"') {
                value.append(c);
                line += c == '\n' ? 1 : 0;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                value.append(c);
                at++;
            } else {
                at++;
                if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                    throw new ModelError(
                            "%s: line %d: text behind a closing quote; double quotes inside values"
                                    .formatted(where, line));
                }
                return value.toString();
            }
        }
        throw new ModelError("%s: line %d: a quote is never closed".formatted(where, begun));
    }
}
