package dev.pke.model.architecture;

import dev.pke.fault.ModelError;

import java.util.ArrayList;
import java.util.List;

/**
 * Rotary position encoding (Su et al., 2104.09864) as a checkpoint uses it, its rescalings worked
 * out (see {@link RopeScaling}).
 *
 * @param type "default", "linear", "dynamic", "llama3", "yarn" or "longrope"
 * @param theta the base of the geometric row of frequencies
 * @param factor by how much longer the context became
 * @param original tokens beyond which "dynamic" and "longrope" turn otherwise
 * @param attention factor of sines and cosines
 * @param near radians a position for each pair, up to {@code original} tokens
 * @param far the same beyond; "dynamic" works it out from the length
 */
public record Rope(
        String type,
        double theta,
        double factor,
        int original,
        double attention,
        List<Double> near,
        List<Double> far) {

    public Rope {
        near = List.copyOf(near);
        far = List.copyOf(far);
        if (near.isEmpty() || near.size() != far.size()) {
            throw new ModelError(
                    "rotary positions turn %d pairs and beyond %d tokens %d"
                            .formatted(near.size(), original, far.size()));
        }
    }

    /** How many numbers of a head are turned: the first ones. */
    public int width() {
        return 2 * near.size();
    }

    /**
     * Radians a position, for each pair of numbers.
     *
     * @param tokens how long the sequence is; only "dynamic" and "longrope" look at it
     */
    public double[] frequencies(int tokens) {
        boolean longer = tokens > original;
        if (longer && type.equals("dynamic")) {
            double stretch = factor * tokens / original - (factor - 1);
            double base = theta * Math.pow(stretch, width() / (width() - 2.0));
            return array(geometric(base, width()));
        }
        return array(longer ? far : near);
    }

    /** The longest context; what stretches with the length was made for more. */
    int context(int maxPositions) {
        return type.equals("dynamic")
                ? (int) Math.min(Integer.MAX_VALUE, maxPositions * Math.max(1, factor))
                : maxPositions;
    }

    /** 1 / base ^ (2 i / width). */
    static List<Double> geometric(double base, int width) {
        List<Double> row = new ArrayList<>();
        for (int i = 0; i < width / 2; i++) {
            row.add(1 / Math.pow(base, 2.0 * i / width));
        }
        return row;
    }

    private static double[] array(List<Double> row) {
        return row.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
