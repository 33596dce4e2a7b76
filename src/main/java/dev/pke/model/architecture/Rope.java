package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import org.jspecify.annotations.Nullable;

/**
 * Rotary position encoding (Su et al., 2104.09864) and the rescalings of it that checkpoints use.
 *
 * @param theta the base of the geometric row of frequencies
 * @param type "default", "linear", "dynamic" or "llama3"
 * @param factor by how much longer the context became
 * @param low llama3: wavelengths above original / low are divided by factor
 * @param high llama3: wavelengths below original / high stay
 * @param original the context length before it was stretched, tokens
 */
public record Rope(
        double theta, String type, double factor, double low, double high, int original) {

    static Rope of(double theta) {
        return new Rope(theta, "default", 1, 1, 1, 0);
    }

    /** Reads rope_theta and rope_scaling (or the newer rope_parameters) of a config. */
    static Rope read(Json config, int maxPositions) {
        Json newer = config.object("rope_parameters");
        double theta = config.number("rope_theta", 10000);
        if (newer != null) {
            theta = newer.number("rope_theta", theta);
        }
        Json scaling = newer != null ? newer : config.object("rope_scaling");
        String type = type(scaling);
        return switch (type) {
            case "default" -> of(theta);
            case "linear" -> new Rope(theta, type, factor(scaling), 1, 1, 0);
            case "dynamic" ->
                    new Rope(theta, type, factor(scaling), 1, 1, original(scaling, maxPositions));
            case "llama3" ->
                    new Rope(
                            theta,
                            type,
                            factor(scaling),
                            scaling == null ? 1 : scaling.number("low_freq_factor"),
                            scaling == null ? 4 : scaling.number("high_freq_factor"),
                            original(scaling, maxPositions));
            default ->
                    throw new ModelError(
                            "rope type "
                                    + type
                                    + " is not supported; supported: default, linear, dynamic,"
                                    + " llama3");
        };
    }

    private static String type(@Nullable Json scaling) {
        return scaling == null
                ? "default"
                : scaling.text("rope_type", scaling.text("type", "default"));
    }

    private static double factor(@Nullable Json scaling) {
        return scaling == null ? 1 : scaling.number("factor");
    }

    private static int original(@Nullable Json scaling, int otherwise) {
        return scaling == null
                ? otherwise
                : scaling.integer("original_max_position_embeddings", otherwise);
    }

    /**
     * Radians a position, for each of head / 2 pairs. Formulas as in transformers'
     * modeling_rope_utils.
     *
     * @param tokens how long the sequence is; only "dynamic" looks at it
     */
    public double[] frequencies(int head, int tokens) {
        double base = theta;
        if (type.equals("dynamic") && tokens > original) {
            double stretch = factor * tokens / original - (factor - 1);
            base = theta * Math.pow(stretch, head / (head - 2.0));
        }
        double[] inverse = new double[head / 2];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = scale(1 / Math.pow(base, 2.0 * i / head));
        }
        return inverse;
    }

    private double scale(double frequency) {
        return switch (type) {
            case "linear" -> frequency / factor;
            case "llama3" -> llama3(frequency);
            default -> frequency;
        };
    }

    /** Long waves are slowed, short ones kept, and the band between goes over smoothly. */
    private double llama3(double frequency) {
        double wavelength = 2 * Math.PI / frequency;
        if (wavelength > original / low) {
            return frequency / factor;
        }
        if (wavelength < original / high) {
            return frequency;
        }
        double smooth = (original / wavelength - low) / (high - low);
        return (1 - smooth) * frequency / factor + smooth * frequency;
    }
}
