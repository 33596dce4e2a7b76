package dev.pke.web.inside;

import java.util.Arrays;

/** The middle of some values, found without sorting them: half of them are never ordered. */
final class Median {
    private Median() {}

    /** The lower middle one of {@code values[from, to)}; NaN where one of them is. */
    static double of(double[] values, int from, int to) {
        double[] copy = Arrays.copyOfRange(values, from, to);
        for (double each : copy) {
            if (Double.isNaN(each)) {
                return Double.NaN;
            }
        }
        int wanted = (copy.length - 1) / 2;
        int left = 0;
        int right = copy.length - 1;
        while (left < right) {
            double pivot = copy[(left + right) >>> 1];
            int i = left;
            int j = right;
            while (i <= j) {
                while (copy[i] < pivot) {
                    i++;
                }
                while (copy[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double held = copy[i];
                    copy[i++] = copy[j];
                    copy[j--] = held;
                }
            }
            if (wanted <= j) {
                right = j;
            } else if (wanted >= i) {
                left = i;
            } else {
                break;
            }
        }
        return copy[wanted];
    }
}
