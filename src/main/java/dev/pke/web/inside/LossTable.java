package dev.pke.web.inside;

import dev.pke.run.RunView;
import dev.pke.run.facts.Steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A run's losses by step as columns of numbers: a million of them are cut into what a screen shows
 * in milliseconds.
 *
 * @param terms the losses' names, the total first
 * @param values a row for each term, a value for each step; NaN where it was not told
 */
@SuppressWarnings("ArrayRecordComponent") // read by drawings, never compared
public record LossTable(List<String> terms, int[] steps, long[] positions, double[][] values) {
    private static final List<String> TOTALS = List.of("total", "loss");

    /** The losses of a run as its view has them. */
    public static LossTable of(RunView view) {
        List<Steps> pieces = view.standing().steps();
        List<String> terms = terms(pieces);
        int size = pieces.stream().mapToInt(Steps::size).sum();
        var steps = new int[size];
        var positions = new long[size];
        var values = new double[terms.size()][size];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        int at = 0;
        for (Steps piece : pieces) {
            piece.numbers(steps, at);
            piece.positions(positions, at);
            for (int t = 0; t < values.length; t++) {
                piece.losses(terms.get(t), values[t], at);
            }
            at += piece.size();
        }
        return new LossTable(terms, steps, positions, values);
    }

    private static List<String> terms(List<Steps> pieces) {
        var names = new TreeSet<String>();
        pieces.forEach(each -> names.addAll(each.terms()));
        List<String> terms = new ArrayList<>(names);
        for (String total : TOTALS) {
            if (terms.remove(total)) {
                terms.addFirst(total);
            }
        }
        return List.copyOf(terms);
    }

    /** Whether a term is what is gone down, the others being parts of it. */
    static boolean isTotal(String term) {
        return TOTALS.contains(term);
    }

    /** How many steps there are. */
    public int size() {
        return steps.length;
    }
}
