package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.node.ObjectNode;

/**
 * How Llama 3.1 and later slow long waves.
 *
 * @param file has the factors
 * @param config gets what they follow from
 */
record Llama3Factors(GgufFile file, ObjectNode config) {
    /** Llama 3.1 and later: the only settings they were released with, but for the factor. */
    private static final double LOW = 1;

    private static final double HIGH = 4;
    private static final int ORIGINAL = 8192;

    /** The file has the factors worked out; config.json has what they follow from. */
    void write(int turned) {
        float[] factors = GgufData.all(file, file.tensor("rope_freqs.weight"));
        double factor = 1;
        for (float each : factors) {
            factor = Math.max(factor, each);
        }
        double theta = config.path("rope_theta").asDouble();
        boolean same = factors.length == turned / 2;
        for (int i = 0; same && i < factors.length; i++) {
            double wave = 2 * Math.PI * Math.pow(theta, 2.0 * i / turned);
            double smooth = (ORIGINAL / wave - LOW) / (HIGH - LOW);
            double wanted = 1 / ((1 - smooth) / factor + smooth);
            if (wave < ORIGINAL / HIGH) {
                wanted = 1;
            } else if (wave > ORIGINAL / LOW) {
                wanted = factor;
            }
            same = Math.abs(factors[i] - wanted) <= GgufRope.CLOSE * wanted;
        }
        if (!same) {
            throw new ModelError(
                    file.path()
                            + ": rope_freqs.weight holds none of the factors that Llama 3.1 and"
                            + " later were released with, and config.json has no place for others");
        }
        config.putObject("rope_scaling")
                .put("rope_type", "llama3")
                .put("factor", factor)
                .put("low_freq_factor", LOW)
                .put("high_freq_factor", HIGH)
                .put("original_max_position_embeddings", ORIGINAL);
    }
}
