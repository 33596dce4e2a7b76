package dev.pke.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of text with each column as wide as its widest cell. */
final class TextTable {
    private TextTable() {}

    /**
     * The lines.
     *
     * @param left columns whose text begins at their left edge; all others end at their right
     */
    static List<String> lines(List<List<String>> rows, Set<Integer> left) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ");
                line.append(left.contains(i) ? row.get(i) + pad : pad + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
