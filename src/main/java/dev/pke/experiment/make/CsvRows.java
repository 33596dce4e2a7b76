package dev.pke.experiment.make;

import dev.pke.fault.ModelError;

import java.util.ArrayList;
import java.util.List;

/** The rows of a CSV text, as RFC 4180 has them: quoted fields may hold commas and lines. */
final class CsvRows {
    private final String where;
    private final String text;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int at;

    private CsvRows(String where, String text) {
        this.where = where;
        this.text = text;
    }

    static List<List<String>> of(String where, String text) {
        var csv = new CsvRows(where, text.replace("\r\n", "\n").replace("\uFEFF", ""));
        while (csv.at < csv.text.length()) {
            csv.field();
        }
        if (!csv.row.isEmpty()) {
            csv.rows.add(csv.row);
        }
        return csv.rows;
    }

    /** One field and the mark after it. */
    private void field() {
        StringBuilder field = new StringBuilder();
        boolean quoted = text.charAt(at) == '"';
        at += quoted ? 1 : 0;
        while (quoted) {
            int end = text.indexOf('"', at);
            if (end < 0) {
                throw new ModelError(
                        where + ", row " + (rows.size() + 1) + ": a quoted field does not end");
            }
            field.append(text, at, end);
            quoted = end + 1 < text.length() && text.charAt(end + 1) == '"';
            field.append(quoted ? "\"" : "");
            at = end + (quoted ? 2 : 1);
        }
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            field.append(text.charAt(at++));
        }
        row.add(field.toString());
        boolean ends = at >= text.length() || text.charAt(at) == '\n';
        at++;
        if (ends) {
            rows.add(row);
            row = new ArrayList<>();
        } else if (at == text.length()) {
            row.add("");
        }
    }
}
