package dev.pke.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines of text, each column as wide as its widest cell. */
public final class TextTable {
    private static final String GAP = "  ";

    /** Less than this is no column to wrap words in. */
    private static final int LEAST = 16;

    private TextTable() {}

    /** The lines, or where a terminal is watched that is too narrow for them, blocks. */
    public static List<String> of(List<List<String>> rows) {
        return fitting(Terminal.width(), rows);
    }

    /** The same with the last column's words wrapped, so that lines fit a width if they can. */
    public static List<String> within(int width, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        int last = rows.isEmpty() ? 0 : rows.getFirst().size() - 1;
        int[] widths = widths(rows);
        int before = 0;
        for (int i = 0; i < last; i++) {
            before += widths[i] + GAP.length();
        }
        int room = Math.max(LEAST, width - before);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i))));
                line.append(GAP);
            }
            String start = line.toString();
            for (String part : wrapped(row.get(last), room)) {
                lines.add((start + part).stripTrailing());
                start = " ".repeat(Math.min(before, width - LEAST));
            }
        }
        return lines;
    }

    /** The same where every line fits a width; else a block a row, a line or two a cell. */
    static List<String> fitting(int width, List<List<String>> rows) {
        List<String> lines = within(Integer.MAX_VALUE, rows);
        if (rows.size() < 2 || lines.stream().allMatch(line -> length(line) <= width)) {
            return lines;
        }
        List<String> blocks = new ArrayList<>();
        List<String> head = rows.getFirst();
        for (List<String> row : rows.subList(1, rows.size())) {
            String first = row.getFirst();
            blocks.add(first);
            String indent = " ".repeat(length(first) - length(first.stripLeading())) + GAP;
            List<String> parts = new ArrayList<>();
            for (int i = 1; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    parts.add(head.get(i).strip() + " " + row.get(i));
                }
            }
            wrapped(String.join(", ", parts), width - indent.length())
                    .forEach(line -> blocks.add(indent + line));
        }
        return blocks;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A text's words in lines of at most so many characters; a longer word has its own. */
    public static List<String> wrapped(String text, int width) {
        if (length(text) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
