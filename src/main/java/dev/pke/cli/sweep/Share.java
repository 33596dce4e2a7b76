package dev.pke.cli.sweep;

import dev.pke.experiment.sweep.Cell;
import dev.pke.fault.UserError;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a grid's cells are one process's, where several do it at a time: each {@code of}th,
 * beginning with the {@code nth}. No two processes can begin the same cell so.
 */
record Share(int nth, int of) {
    static final Share ALL = new Share(1, 1);

    private static final Pattern WORDS = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

    Share {
        if (nth < 1 || nth > of) {
            throw new UserError("--share is %d/%d, must be K/N, K from 1 to N".formatted(nth, of));
        }
    }

    /** As it is typed: 2/3. */
    static Share parse(String text) {
        Matcher said = WORDS.matcher(text);
        if (!said.matches()) {
            throw new UserError("--share is " + text + ", must be K/N, such as 2/3");
        }
        return new Share(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)));
    }

    List<Cell> of(List<Cell> cells) {
        return cells.stream().filter(cell -> cell.index() % of == nth - 1).toList();
    }

    @Override
    public String toString() {
        return nth + "/" + of;
    }
}
