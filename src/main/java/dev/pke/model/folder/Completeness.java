package dev.pke.model.folder;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.WeightShapes;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.Quantised;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.checkpoint.TensorInfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a checkpoint holds every tensor its config asks for, in the shape it asks for, as numbers
 * that can be multiplied; and what else it holds.
 */
final class Completeness {
    /** Buffers that older files keep and no model reads. */
    private static final Pattern BUFFER =
            Pattern.compile(
                    ".*(rotary_emb\\.inv_freq|attn\\.bias|attn\\.masked_bias|position_ids)");

    /** What is stored beside weights that were packed to fewer bits. */
    private static final Pattern PACKED =
            Pattern.compile(
                    ".*\\.(qweight|qzeros|scales|g_idx|SCB|absmax|quant_map|quant_state\\..*"
                            + "|nested_absmax|weight_packed|weight_scale|weight_scale_inv"
                            + "|weight_zero_point|input_scale)");

    /** Heads that score a text instead of going on with it. */
    private static final Pattern SCORES =
            Pattern.compile(
                    "(?:.*\\.)?(score|v_head|value_head|reward_head|regression_layer"
                            + "|classifier|qa_outputs)(\\..*)?\\.(weight|bias)");

    private final ModelConfig config;
    private final Checkpoint checkpoint;
    private final Map<String, SafetensorsFile> stored;
    private final Map<String, WeightShapes.Wanted> wanted;

    private Completeness(ModelConfig config, Architecture architecture, Checkpoint checkpoint) {
        this.config = config;
        this.checkpoint = checkpoint;
        this.stored = checkpoint.tensors();
        this.wanted = WeightShapes.wanted(architecture, config);
    }

    /**
     * Refuses what doesn't fit.
     *
     * @return what was noticed and does no harm, a line each
     */
    static List<String> check(
            ModelConfig config, Architecture architecture, Checkpoint checkpoint) {
        var check = new Completeness(config, architecture, checkpoint);
        check.noOtherHead();
        check.notPacked();
        check.wanted.forEach(check::fits);
        return check.unused();
    }

    private void noOtherHead() {
        for (String name : stored.keySet()) {
            if (SCORES.matcher(name).matches() && !wanted.containsKey(name)) {
                throw new ModelError(
                        checkpoint.folder()
                                + " scores texts (sequence classification or reward: "
                                + name
                                + "): a model that continues them is wanted, with its lm_head");
            }
        }
    }

    private void notPacked() {
        for (Map.Entry<String, SafetensorsFile> each : stored.entrySet()) {
            if (PACKED.matcher(each.getKey()).matches()) {
                throw Quantised.error(each.getValue().path(), "tensor " + each.getKey());
            }
        }
    }

    private void fits(String name, WeightShapes.Wanted each) {
        SafetensorsFile file = stored.get(name);
        TensorInfo found = file == null ? null : file.tensors().get(name);
        if (file == null || found == null) {
            throw missing(name);
        }
        if (!found.dtype().isFloating()) {
            throw Quantised.error(
                    file.path(), "tensor " + name + " holds " + found.dtype() + " integers");
        }
        List<Long> shape = Arrays.stream(each.shape().getShape()).boxed().toList();
        if (!shape.equals(found.shape())) {
            throw new ModelError(
                    "%s: tensor %s is %s, but config.json asks for %s: %s"
                            .formatted(file.path(), name, found.shape(), shape, keys(each, found)));
        }
    }

    /** The keys of the axes that differ. */
    private static String keys(WeightShapes.Wanted each, TensorInfo found) {
        Set<String> keys = new TreeSet<>();
        for (int axis = 0; axis < each.keys().size(); axis++) {
            boolean same =
                    found.shape().size() == each.keys().size()
                            && found.shape().get(axis) == each.shape().get(axis);
            if (!same) {
                keys.add(each.keys().get(axis));
            }
        }
        return String.join(", ", keys);
    }

    private ModelError missing(String name) {
        String at = checkpoint.folder() + ": tensor " + name + " is missing";
        if (name.equals("lm_head.weight")) {
            return new ModelError(
                    at
                            + ": config.json says tie_word_embeddings false, so the model needs a"
                            + " head of its own; take the folder of the whole language model, or"
                            + " set tie_word_embeddings true where its embedding is its head");
        }
        for (String other : stored.keySet()) {
            if (other.endsWith("." + name)) {
                return new ModelError(
                        "%s, but %s is there: save the language model alone, without what its names"
                                        .formatted(at, other)
                                + " begin with");
            }
        }
        int blocks = storedBlocks();
        if (blocks > 0 && blocks < config.blocks()) {
            return new ModelError(
                    "%s: config.json says num_hidden_layers %d, the files hold %d blocks"
                            .formatted(at, config.blocks(), blocks));
        }
        return new ModelError(
                at
                        + ", which config.json asks for ("
                        + config.modelType()
                        + "): the download is incomplete, or the files are another model's");
    }

    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:layers|h)\\.(\\d+)\\..*");

    private int storedBlocks() {
        int blocks = 0;
        for (String name : stored.keySet()) {
            Matcher number = NUMBER.matcher(name);
            if (number.matches()) {
                blocks = Math.max(blocks, 1 + Integer.parseInt(number.group(1)));
            }
        }
        return blocks;
    }

    private List<String> unused() {
        List<String> names = new ArrayList<>();
        for (String name : new TreeSet<>(stored.keySet())) {
            if (!wanted.containsKey(name) && !BUFFER.matcher(name).matches()) {
                names.add(name);
            }
        }
        if (names.isEmpty() || (config.tied() && names.equals(List.of("lm_head.weight")))) {
            return List.of();
        }
        return List.of(
                "%s holds %d tensors that config.json doesn't ask for and that are not used: %s%s"
                        .formatted(
                                checkpoint.folder(),
                                names.size(),
                                String.join(", ", names.subList(0, Math.min(3, names.size()))),
                                names.size() > 3 ? ", ..." : ""));
    }
}
