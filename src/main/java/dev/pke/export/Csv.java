package dev.pke.export;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.StringJoiner;

/**
 * Rows of comma-separated values (RFC 4180) that no spreadsheet takes for formulas: a text that
 * begins like one gets an apostrophe in front, as OWASP advises. Numbers are written as numbers.
 */
public final class Csv {
    private static final String STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    /** One row with its line end (CR LF); null is an empty cell. */
    public static String row(List<? extends @Nullable Object> cells) {
        StringJoiner row = new StringJoiner(",", "", "\r\n");
        for (Object cell : cells) {
            row.add(cell == null ? "" : cell instanceof Number ? cell.toString() : text(cell));
        }
        return row.toString();
    }

    private static String text(Object cell) {
        String text = cell.toString();
        String plain = text.stripLeading();
        boolean formula =
                !text.isEmpty()
                        && (STARTS.indexOf(text.charAt(0)) >= 0
                                || (!plain.isEmpty() && STARTS.indexOf(plain.charAt(0)) >= 0));
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
