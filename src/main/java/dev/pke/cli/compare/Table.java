package dev.pke.cli.compare;

import dev.pke.cli.TextTable;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of texts that can be written in several forms.
 *
 * @param words how many of its first columns hold words; the others hold figures
 */
record Table(List<String> head, List<List<String>> rows, int words) {
    /** What LaTeX reads as commands, and what it is to be told instead. */
    private static final List<List<String>> LATEX =
            List.of(
                    List.of("\\", "\\textbackslash "),
                    List.of("&", "\\&"),
                    List.of("%", "\\%"),
                    List.of("#", "\\#"),
                    List.of("_", "\\_"),
                    List.of("{", "\\{"),
                    List.of("}", "\\}"),
                    List.of("$", "\\$"),
                    List.of("~", "\\textasciitilde "),
                    List.of("^", "\\textasciicircum "),
                    List.of("\u00a0", "\\,"),
                    List.of("\u2212", "$-$"),
                    List.of("\u00b1", "$\\pm$"),
                    List.of("\u2013", "--"),
                    List.of("\u2026", "\\dots "));

    Table {
        rows = List.copyOf(rows);
    }

    /** Lines for a terminal. */
    List<String> text() {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        return TextTable.of(all);
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(pipes(head));
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < head.size(); i++) {
            rule.append(i < words ? " --- |" : " ---: |");
        }
        lines.add(rule.toString());
        rows.forEach(row -> lines.add(pipes(row)));
        return lines;
    }

    private static String pipes(List<String> row) {
        return "| " + String.join(" | ", row.stream().map(Table::unpiped).toList()) + " |";
    }

    private static String unpiped(String cell) {
        return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
    }

    List<String> latex() {
        List<String> lines = new ArrayList<>();
        lines.add("\\begin{tabular}{" + "l".repeat(words) + "r".repeat(head.size() - words) + "}");
        lines.add("\\toprule");
        lines.add(row(head));
        lines.add("\\midrule");
        rows.forEach(each -> lines.add(row(each)));
        lines.add("\\bottomrule");
        lines.add("\\end{tabular}");
        return lines;
    }

    private static String row(List<String> cells) {
        return String.join(" & ", cells.stream().map(Table::latex).toList()) + " \\\\";
    }

    /** A text as LaTeX prints it. */
    private static String latex(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    String one = Character.toString(c);
                    out.append(
                            LATEX.stream()
                                    .filter(each -> each.getFirst().equals(one))
                                    .map(List::getLast)
                                    .findFirst()
                                    .orElse(one));
                });
        return out.toString();
    }
}
