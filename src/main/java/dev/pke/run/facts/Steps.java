package dev.pke.run.facts;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.Told;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Edit steps that follow each other and tell of the same losses, as columns: some eighty bytes a
 * step instead of seven hundred. A step is made again, equal to what was decoded, when it is asked
 * for.
 */
public final class Steps implements Piece {
    private final List<String> terms;
    private final List<String> measures;
    private final int[] steps;
    private final long[] positions;
    private final String times;
    private final int wide;
    private final double[] norms;
    private final double[][] losses;
    private final double[][] measured;

    private Steps(List<Told<StepTaken>> told) {
        int size = told.size();
        StepTaken model = told.getFirst().fact();
        terms = List.copyOf(new TreeSet<>(model.losses().keySet()));
        measures = List.copyOf(new TreeSet<>(model.measured().keySet()));
        wide = told.getFirst().at().length();
        steps = new int[size];
        positions = new long[size];
        norms = new double[size];
        losses = new double[terms.size()][size];
        measured = new double[measures.size()][size];
        var text = new StringBuilder(wide * size);
        for (int i = 0; i < size; i++) {
            StepTaken each = told.get(i).fact();
            steps[i] = each.step();
            positions[i] = told.get(i).position();
            norms[i] = each.gradientNorm();
            text.append(told.get(i).at());
            fill(losses, terms, each.losses(), i);
            fill(measured, measures, each.measured(), i);
        }
        times = text.toString();
    }

    private Steps(Steps from, int count) {
        terms = from.terms;
        measures = from.measures;
        wide = from.wide;
        steps = Arrays.copyOf(from.steps, count);
        positions = Arrays.copyOf(from.positions, count);
        norms = Arrays.copyOf(from.norms, count);
        losses = cut(from.losses, count);
        measured = cut(from.measured, count);
        times = from.times.substring(0, wide * count);
    }

    private static double[][] cut(double[][] rows, int count) {
        return Arrays.stream(rows).map(row -> Arrays.copyOf(row, count)).toArray(double[][]::new);
    }

    private static void fill(
            double[][] rows, List<String> names, Map<String, Double> values, int at) {
        for (int i = 0; i < rows.length; i++) {
            rows[i][at] = values.getOrDefault(names.get(i), Double.NaN);
        }
    }

    static Steps of(List<Told<StepTaken>> told) {
        return new Steps(told);
    }

    /** Whether two steps can stand in the same columns. */
    static boolean areAlike(Told<StepTaken> one, Told<StepTaken> other) {
        return one.at().length() == other.at().length()
                && one.fact().losses().keySet().equals(other.fact().losses().keySet())
                && one.fact().measured().keySet().equals(other.fact().measured().keySet());
    }

    @Override
    public int size() {
        return steps.length;
    }

    @Override
    public Told<Fact> get(int at) {
        return new Told<>(positions[at], at(at), fact(at));
    }

    /** The steps as they were told. */
    List<Told<StepTaken>> told() {
        return new StepList(List.of(this));
    }

    Told<StepTaken> step(int at) {
        return new Told<>(positions[at], at(at), fact(at));
    }

    private String at(int at) {
        return times.substring(wide * at, wide * (at + 1));
    }

    private StepTaken fact(int at) {
        return new StepTaken(
                steps[at], row(terms, losses, at), norms[at], row(measures, measured, at));
    }

    private static Map<String, Double> row(List<String> names, double[][] rows, int at) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // no array has a generic type
        Map.Entry<String, Double>[] entries = new Map.Entry[rows.length];
        for (int i = 0; i < rows.length; i++) {
            entries[i] = Map.entry(names.get(i), rows[i][at]);
        }
        return Map.ofEntries(entries);
    }

    @Override
    public long position(int at) {
        return positions[at];
    }

    @Override
    public Piece first(int count) {
        return new Steps(this, count);
    }

    /** The names of the losses, each of which every step here tells. */
    public Set<String> terms() {
        return new TreeSet<>(terms);
    }

    /** Copies the number of each step to an array, from a place on. */
    public void numbers(int[] to, int from) {
        System.arraycopy(steps, 0, to, from, steps.length);
    }

    /** Copies the position of each step to an array, from a place on. */
    public void positions(long[] to, int from) {
        System.arraycopy(positions, 0, to, from, positions.length);
    }

    /**
     * Copies one loss of each step to an array, from a place on; leaves it where it is not told.
     */
    public void losses(String term, double[] to, int from) {
        int row = terms.indexOf(term);
        if (row >= 0) {
            System.arraycopy(losses[row], 0, to, from, steps.length);
        }
    }
}
