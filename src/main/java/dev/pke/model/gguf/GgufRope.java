package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.node.ObjectNode;

/** How positions are turned, as a GGUF file says it and as config.json does. */
final class GgufRope {
    /** Of f32 factors that were computed in f64, or in f32 with a cosine's worth of steps. */
    static final double CLOSE = 1e-5;

    private final GgufFile file;
    private final Metadata said;
    private final String prefix;
    private final ObjectNode config;

    GgufRope(GgufFile file, GgufNames family, ObjectNode config) {
        this.file = file;
        this.said = file.metadata();
        this.prefix = family.word() + ".rope.";
        this.config = config;
    }

    /** Writes what is said of heads of that width. */
    void read(int head) {
        int turned = said.integer(prefix + "dimension_count", head);
        boolean phi3 = prefix.startsWith("phi3");
        if (turned != head && !phi3) {
            throw new ModelError(
                    "%s: %sdimension_count is %d of a head of %d: only Phi-3 turns a part"
                            .formatted(file.path(), prefix, turned, head));
        }
        if (turned != head) {
            config.put("partial_rotary_factor", (double) turned / head);
        }
        if (has("rope_factors_long.weight") || has("rope_factors_short.weight")) {
            longrope();
        } else if (has("rope_freqs.weight")) {
            new Llama3Factors(file, config).write(turned);
        } else {
            scaling();
        }
    }

    private void scaling() {
        String key = prefix + "scaling.type";
        String type = said.has(key) ? said.text(key) : "none";
        switch (type) {
            case "none", "" -> {}
            case "linear" ->
                    config.putObject("rope_scaling")
                            .put("rope_type", "linear")
                            .put("factor", said.number(prefix + "scaling.factor"));
            case "yarn" -> {
                if (said.number(prefix + "scaling.attn_factor", 1) != 1) {
                    throw new ModelError(
                            file.path() + ": " + prefix + "scaling.attn_factor is not known here");
                }
                config.putObject("rope_scaling")
                        .put("rope_type", "yarn")
                        .put("factor", said.number(prefix + "scaling.factor"))
                        .put(
                                "original_max_position_embeddings",
                                said.integer(prefix + "scaling.original_context_length"));
            }
            default ->
                    throw new ModelError(
                            "%s: %s is %s; none, linear, yarn and longrope can be imported"
                                    .formatted(file.path(), key, type));
        }
    }

    private void longrope() {
        int original = said.integer(prefix + "scaling.original_context_length");
        double stretched = (double) config.path("max_position_embeddings").asInt() / original;
        double usual = stretched <= 1 ? 1 : Math.sqrt(1 + Math.log(stretched) / Math.log(original));
        double factor = said.number(prefix + "scaling.attn_factor", usual);
        if (Math.abs(factor - usual) > CLOSE * usual) {
            throw new ModelError(
                    "%s: %sscaling.attn_factor is %s; config.json means %s"
                            .formatted(file.path(), prefix, factor, usual));
        }
        config.put("original_max_position_embeddings", original);
        ObjectNode scaling = config.putObject("rope_scaling").put("type", "longrope");
        put(scaling, "long_factor", "rope_factors_long.weight");
        put(scaling, "short_factor", "rope_factors_short.weight");
    }

    private void put(ObjectNode scaling, String key, String tensor) {
        var array = scaling.putArray(key);
        float[] factors = GgufData.all(file, file.tensor(tensor));
        for (float each : factors) {
            array.add(Double.parseDouble(Float.toString(each)));
        }
    }

    private boolean has(String tensor) {
        return file.tensors().containsKey(tensor);
    }
}
