package dev.pke.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The quantities of a conformance case, expected and seen, one row each. */
public final class CheckRows {
    /**
     * One quantity.
     *
     * @param quantity its name
     * @param expected what the reference holds, in words
     * @param seen what this program computes, in words
     * @param difference how far apart they are, in the unit of the tolerance
     * @param tolerance how far apart they may be
     * @param unit what difference counts: "abs", "rel", "rel l2" or "count"
     */
    public record Row(
            String quantity,
            String expected,
            String seen,
            double difference,
            double tolerance,
            String unit) {
        /** A quantity of the case that this program has no code for. */
        static Row notBuilt(String quantity) {
            return new Row(quantity, "", "", Double.NaN, Double.NaN, "");
        }

        /** Whether there is something to compare: else the row neither passes nor fails. */
        public boolean built() {
            return !Double.isNaN(tolerance);
        }

        public boolean passes() {
            return difference <= tolerance; // false for NaN
        }

        public boolean fails() {
            return built() && !passes();
        }

        public String text() {
            if (!built()) {
                return "----  " + quantity + ": not built";
            }
            return String.format(
                    Locale.ROOT,
                    "%-4s  %-58s  %-14s  %-14s  %9.2e <= %.0e %s",
                    passes() ? "pass" : "FAIL",
                    quantity,
                    expected,
                    seen,
                    difference,
                    tolerance,
                    unit);
        }
    }

    private final List<Row> rows = new ArrayList<>();

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** A quantity of the case that this program has no code for, to be seen and not counted. */
    void notBuilt(String quantity) {
        rows.add(Row.notBuilt(quantity));
    }

    /** Two numbers, by their absolute difference. */
    void number(String quantity, double expected, double seen, double tolerance) {
        double apart = Math.abs(expected - seen);
        rows.add(new Row(quantity, text(expected), text(seen), apart, tolerance, "abs"));
    }

    /** Two rows of numbers, by their largest absolute difference; shown are their norms. */
    public void absolute(String quantity, double[] expected, double[] seen, double tolerance) {
        add(quantity, expected, seen, largest(expected, seen), tolerance, "abs");
    }

    /** Two rows of numbers, by the largest relative difference of an element. */
    void relative(String quantity, double[] expected, double[] seen, double tolerance) {
        double worst = expected.length == seen.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(expected.length, seen.length); i++) {
            worst = Math.max(worst, Math.abs(seen[i] - expected[i]) / Math.abs(expected[i]));
        }
        add(quantity, expected, seen, worst, tolerance, "rel");
    }

    /** Two rows of numbers, by the norm of their difference over the norm of what is expected. */
    void norm(String quantity, double[] expected, double[] seen, double tolerance) {
        double apart = Double.POSITIVE_INFINITY;
        if (expected.length == seen.length) {
            double[] difference = new double[seen.length];
            Arrays.setAll(difference, i -> seen[i] - expected[i]);
            apart = norm(difference) / norm(expected);
        }
        add(quantity, expected, seen, apart, tolerance, "rel l2");
    }

    /** Whole numbers that must be equal; the difference counts the places that are not. */
    void equal(String quantity, int[] expected, int[] seen) {
        equal(
                quantity,
                Arrays.stream(expected).boxed().toList(),
                Arrays.stream(seen).boxed().toList());
    }

    /** Things that must be equal; the difference counts the places that are not. */
    public void equal(String quantity, List<?> expected, List<?> seen) {
        int apart = Math.abs(expected.size() - seen.size());
        for (int i = 0; i < Math.min(expected.size(), seen.size()); i++) {
            apart += expected.get(i).equals(seen.get(i)) ? 0 : 1;
        }
        rows.add(new Row(quantity, text(expected), text(seen), apart, 0, "count"));
    }

    private void add(
            String quantity,
            double[] expected,
            double[] seen,
            double difference,
            double tolerance,
            String unit) {
        String want = expected.length == 1 ? text(expected[0]) : "|x| " + text(norm(expected));
        String got = seen.length == 1 ? text(seen[0]) : "|x| " + text(norm(seen));
        rows.add(new Row(quantity, want, got, difference, tolerance, unit));
    }

    private static double largest(double[] a, double[] b) {
        double most = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            double apart = Math.abs(a[i] - b[i]);
            most = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(most, apart);
        }
        return most;
    }

    private static double norm(double... x) {
        double squares = 0;
        for (double one : x) {
            squares += one * one;
        }
        return Math.sqrt(squares);
    }

    private static String text(double x) {
        return String.format(Locale.ROOT, "%.7g", x);
    }

    private static String text(List<?> things) {
        String all = things.toString();
        return all.length() <= 14 ? all : all.substring(0, 11) + "..";
    }
}
