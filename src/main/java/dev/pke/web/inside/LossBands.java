package dev.pke.web.inside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Losses cut into stretches of steps, each with the lowest and highest value in it and the middle
 * one: no spike is lost, however many steps a stretch holds.
 *
 * @param first the first step shown
 * @param last the last step shown
 * @param steps the last step there is
 */
public record LossBands(List<Stretch> stretches, List<Line> lines, int first, int last, int steps) {
    /** One term: an array for each of what is drawn, a value for each stretch. */
    @SuppressWarnings("ArrayRecordComponent") // read by drawings, never compared
    public record Line(String term, double[] low, double[] middle, double[] high) {
        /** Whether a stretch holds a value that is no number: the edit diverged there. */
        boolean isLost(int at) {
            return Double.isNaN(high[at]);
        }
    }

    /** Cuts what a window shows of a table into at most so many stretches. */
    public static LossBands of(LossTable table, LossWindow window, int most) {
        int begin = 0;
        int end = table.size();
        while (begin < end && table.steps()[begin] < window.from()) {
            begin++;
        }
        while (window.to() > 0 && end > begin && table.steps()[end - 1] > window.to()) {
            end--;
        }
        int count = Math.min(most, end - begin);
        var cuts = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            cuts[i] = begin + (int) ((long) (end - begin) * i / Math.max(1, count));
        }
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int lastOf = cuts[i + 1] - 1;
            stretches.add(
                    new Stretch(
                            table.steps()[cuts[i]],
                            table.steps()[lastOf],
                            table.positions()[lastOf]));
        }
        List<Line> lines = new ArrayList<>();
        for (int t = 0; t < table.terms().size(); t++) {
            double[] values = table.values()[t];
            if (!isNothing(values)) {
                lines.add(line(table.terms().get(t), values, cuts, window.smoothing()));
            }
        }
        int steps = table.size() == 0 ? 0 : table.steps()[table.size() - 1];
        return new LossBands(
                stretches,
                lines,
                stretches.isEmpty() ? 0 : stretches.getFirst().from(),
                stretches.isEmpty() ? 0 : stretches.getLast().to(),
                steps);
    }

    /** Whether a term was never told or always zero: a factor that the plan switched off. */
    private static boolean isNothing(double[] values) {
        for (double each : values) {
            if (each != 0 && !Double.isNaN(each)) {
                return false;
            }
        }
        return true;
    }

    private static Line line(String term, double[] values, int[] cuts, double smoothing) {
        int count = cuts.length - 1;
        var low = new double[count];
        var middle = new double[count];
        var high = new double[count];
        double smooth = 0;
        double weight = 0;
        for (int i = 0; i < count; i++) {
            low[i] = Double.POSITIVE_INFINITY;
            high[i] = Double.NEGATIVE_INFINITY;
            for (int k = cuts[i]; k < cuts[i + 1]; k++) {
                low[i] = Math.min(low[i], values[k]);
                high[i] = Math.max(high[i], values[k]);
                smooth = smoothing * smooth + (1 - smoothing) * values[k];
                weight = smoothing * weight + (1 - smoothing);
            }
            middle[i] = smoothing > 0 ? smooth / weight : Median.of(values, cuts[i], cuts[i + 1]);
        }
        return new Line(term, low, middle, high);
    }

    /** The lowest positive and the highest value drawn; an empty array where there is none. */
    double[] range() {
        double[] all =
                lines.stream()
                        .flatMapToDouble(each ->
                                java.util.stream.DoubleStream.concat(
                                        Arrays.stream(each.low()), Arrays.stream(each.high())))
                        .filter(value -> value > 0 && Double.isFinite(value))
                        .sorted()
                        .toArray();
        return all.length == 0 ? all : new double[] {all[0], all[all.length - 1]};
    }
}
