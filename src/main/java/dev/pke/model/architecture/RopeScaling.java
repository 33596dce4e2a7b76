package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * Reads rope_scaling, or the newer rope_parameters, of a config, and works the rescaled frequencies
 * out. Formulas and precedences as in transformers' modeling_rope_utils.
 */
final class RopeScaling {
    private static final Set<String> KNOWN =
            Set.of(
                    "type",
                    "rope_type",
                    "rope_theta",
                    "partial_rotary_factor",
                    "factor",
                    "low_freq_factor",
                    "high_freq_factor",
                    "original_max_position_embeddings",
                    "attention_factor",
                    "beta_fast",
                    "beta_slow",
                    "mscale",
                    "mscale_all_dim",
                    "truncate",
                    "short_factor",
                    "long_factor",
                    "short_mscale",
                    "long_mscale",
                    "finetuned");

    private final Json config;
    private final @Nullable Json scaling;
    private final int width;
    private final int positions;
    private final double theta;

    private RopeScaling(Json config, @Nullable Json scaling, int head) {
        this.config = config;
        this.scaling = scaling;
        this.positions = config.integer("max_position_embeddings");
        this.theta = number("rope_theta", config.number("rope_theta", 10000));
        this.width = (int) (head * share(config, scaling));
        if (width < 2 || width % 2 != 0) {
            throw new ModelError(
                    "head_dim must be even for rotary positions: %d of %d".formatted(width, head));
        }
    }

    /**
     * The encoding of blocks of one kind.
     *
     * @param config with the family's defaults
     * @param head width of a head
     * @param kind "full_attention" or "sliding_attention", where parameters may be nested by it
     */
    static Rope read(Json config, int head, String kind) {
        Json scaling = config.object("rope_scaling");
        if (scaling == null || scaling.node().isEmpty()) {
            scaling = config.object("rope_parameters");
        }
        if (scaling != null && scaling.node().path(kind).isObject()) {
            scaling = scaling.object(kind);
        }
        return of(config, scaling, head);
    }

    /** The encoding that these parameters mean, which may be missing. */
    static Rope of(Json config, @Nullable Json scaling, int head) {
        if (scaling != null) {
            scaling.node().properties().forEach(e -> known(e.getKey(), e.getValue().isNull()));
        }
        return new RopeScaling(config, scaling, head).rope();
    }

    private static void known(String key, boolean isNothing) {
        if (!isNothing && !KNOWN.contains(key)) {
            throw new ModelError(
                    "config.json: rope key " + key + " is not known here: it may change positions");
        }
    }

    /** The share of a head that is turned. Only Phi-3 turns a part. */
    private static double share(Json config, @Nullable Json scaling) {
        double outside = config.number("partial_rotary_factor", 1);
        double share = scaling == null ? outside : scaling.number("partial_rotary_factor", outside);
        if (share != 1 && !config.text("model_type", "").equals("phi3")) {
            throw new ModelError(
                    "config.json: partial_rotary_factor %s is not supported for %s: it must be 1"
                            .formatted(share, config.text("model_type", "")));
        }
        return share;
    }

    private Rope rope() {
        return switch (type()) {
            case "default" -> fixed("default", 1, scaled(f -> f));
            case "linear" -> {
                double factor = number("factor");
                yield fixed("linear", 1, scaled(f -> f / factor));
            }
            case "dynamic" -> {
                List<Double> near = scaled(f -> f);
                yield new Rope("dynamic", theta, number("factor"), positions, 1, near, near);
            }
            case "llama3" -> fixed("llama3", 1, scaled(this::llama3));
            case "yarn" -> yarn();
            case "longrope" -> longrope();
            default ->
                    throw new ModelError(
                            "rope type "
                                    + type()
                                    + " is not supported; supported: default, linear, dynamic,"
                                    + " llama3, yarn, longrope");
        };
    }

    private String type() {
        String type =
                scaling == null
                        ? "default"
                        : scaling.text("rope_type", scaling.text("type", "default"));
        boolean phi3 = config.text("model_type", "").equals("phi3");
        return phi3 && (type.equals("su") || type.equals("yarn")) ? "longrope" : type;
    }

    private Rope fixed(String type, double attention, List<Double> row) {
        return new Rope(type, theta, number("factor", 1), original(), attention, row, row);
    }

    private List<Double> scaled(DoubleUnaryOperator scale) {
        return Rope.geometric(theta, width).stream().map(scale::applyAsDouble).toList();
    }

    /** The context before it was stretched; what stands outside the parameters goes first. */
    private int original() {
        String key = "original_max_position_embeddings";
        int inside = scaling == null ? positions : scaling.integer(key, positions);
        return config.integer(key, inside);
    }

    /** Long waves are slowed, short ones kept, and the band between goes over smoothly. */
    private double llama3(double frequency) {
        double low = number("low_freq_factor");
        double high = number("high_freq_factor");
        double factor = number("factor");
        double wavelength = 2 * Math.PI / frequency;
        if (wavelength > original() / low) {
            return frequency / factor;
        }
        if (wavelength < original() / high) {
            return frequency;
        }
        double smooth = (original() / wavelength - low) / (high - low);
        return (1 - smooth) * frequency / factor + smooth * frequency;
    }

    /** YaRN (Peng et al., 2309.00071): a ramp over the pairs instead of llama3's over waves. */
    private Rope yarn() {
        double factor = number("factor", (double) positions / original());
        double low = turns(number("beta_fast", 32));
        double high = turns(number("beta_slow", 1));
        if (scaling == null || !scaling.isOff("truncate")) {
            low = Math.floor(low);
            high = Math.ceil(high);
        }
        low = Math.max(low, 0);
        high = Math.min(high, width - 1);
        double span = low == high ? 0.001 : high - low; // as the reference: no division by 0
        List<Double> plain = Rope.geometric(theta, width);
        List<Double> row = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            double slowed = Math.clamp((i - low) / span, 0, 1);
            row.add(plain.get(i) / factor * slowed + plain.get(i) * (1 - slowed));
        }
        double both = number("mscale", 0) * number("mscale_all_dim", 0);
        double otherwise =
                both == 0
                        ? louder(factor, 1)
                        : louder(factor, number("mscale", 0))
                                / louder(factor, number("mscale_all_dim", 0));
        return fixed("yarn", number("attention_factor", otherwise), row);
    }

    /** The pair that turns so many times within the original context. */
    private double turns(double count) {
        return width * Math.log(original() / (count * 2 * Math.PI)) / (2 * Math.log(theta));
    }

    private static double louder(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    /** LongRoPE (Ding et al., 2402.13753): a divisor for each pair, another beyond the original. */
    private Rope longrope() {
        double factor = number("factor", (double) positions / original());
        double otherwise = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original()));
        return new Rope(
                "longrope",
                theta,
                factor,
                original(),
                number("attention_factor", otherwise),
                divided("short_factor"),
                divided("long_factor"));
    }

    private List<Double> divided(String key) {
        List<Double> by = scaling == null ? List.of() : scaling.numbers(key);
        List<Double> plain = Rope.geometric(theta, width);
        if (by.size() != plain.size()) {
            throw new ModelError(
                    "config.json: %s has %d numbers, but %d pairs are turned"
                            .formatted(key, by.size(), plain.size()));
        }
        List<Double> row = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            row.add(plain.get(i) / by.get(i));
        }
        return row;
    }

    private double number(String key) {
        if (scaling == null) {
            throw new ModelError("config.json: rope_scaling has no " + key);
        }
        return scaling.number(key);
    }

    private double number(String key, double otherwise) {
        return scaling == null ? otherwise : scaling.number(key, otherwise);
    }
}
