package dev.pke.model.architecture;

import tools.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Under which names the tensors of one model lie: exactly those its config asks for.
 *
 * @param ends part name (embed, positions, norm, head) to tensor
 * @param block part name within a block to tensor, less {@code prefix}
 * @param prefix the block's prefix with %d for its number
 */
public record Architecture(Map<String, Part> ends, Map<String, Part> block, String prefix) {
    /** Names of a model that is no decoder. */
    public static final Architecture NONE = new Architecture(Map.of(), Map.of(), "%d.");

    private static final String HEAD = "head";

    public Architecture {
        // Sorted, so that of several faults the same one is told each time.
        ends = Collections.unmodifiableMap(new TreeMap<>(ends));
        block = Collections.unmodifiableMap(new TreeMap<>(block));
    }

    /**
     * Where a part of the decoder lies in the checkpoint.
     *
     * @param tensor name, less the block's prefix
     * @param slice the share of the tensor that is this part
     */
    public record Part(String tensor, Slice slice) {
        static Part of(String tensor) {
            return new Part(tensor, Slice.ALL);
        }

        static Part slice(String tensor, Slice slice) {
            return new Part(tensor, slice);
        }
    }

    /** The families of models that are read, as config.json names them. */
    public static List<String> families() {
        return Family.names();
    }

    /** Every key of config.json that a family knows, with its value where the file is silent. */
    public static JsonNode defaults(String family) {
        return Family.of(family).defaults().node();
    }

    /** The layout of a model, as its family says. */
    public static Architecture of(ModelConfig config) {
        return Family.of(config.modelType()).layout(config);
    }

    /** The checkpoint's name of a part outside the blocks. */
    public String tensor(String end) {
        Part p = ends.get(end);
        if (p == null) {
            throw new IllegalArgumentException("there is no part " + end);
        }
        return p.tensor();
    }

    /** The checkpoint's name of a block's part. */
    public String tensor(int number, String part) {
        Part p = block.get(part);
        if (p == null) {
            throw new IllegalArgumentException("there is no part " + part);
        }
        return prefix.formatted(number) + p.tensor();
    }

    /**
     * The same as a file names its tensors: the decoder saved without its head has them without the
     * word that begins all others, as GPT-2's own files do.
     */
    public Architecture named(Set<String> names) {
        String base = prefix.substring(0, prefix.indexOf('.') + 1);
        String embed = tensor("embed");
        if (!embed.startsWith(base)
                || names.contains(embed)
                || !names.contains(embed.substring(base.length()))) {
            return this;
        }
        Map<String, Part> bare = new LinkedHashMap<>();
        ends.forEach((name, part) ->
                bare.put(
                        name,
                        name.equals(HEAD)
                                ? part
                                : Part.of(part.tensor().substring(base.length()))));
        return new Architecture(bare, block, prefix.substring(base.length()));
    }
}
