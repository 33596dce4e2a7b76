package dev.pke.model.architecture;

import ai.djl.ndarray.NDArray;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;
import dev.pke.model.torch.Kernels;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one family of checkpoints spells the common decoder: how to read its config, and under which
 * names its tensors lie. Adding a family is one small file and one line in {@link #ALL}.
 *
 * @param modelType config.json's model_type
 * @param config reads config.json
 * @param ends part name (embed, positions, norm, head) to tensor
 * @param block part name within a block to tensor, less {@code prefix}
 * @param prefix the block's prefix with %d for its number
 */
public record Architecture(
        String modelType,
        Function<Json, ModelConfig> config,
        Map<String, Part> ends,
        Map<String, Part> block,
        String prefix) {

    private static final List<Architecture> ALL =
            List.of(Llama.LLAMA, Llama.MISTRAL, Qwen.QWEN2, Qwen.QWEN3, Gemma2.GEMMA2, Gpt2.GPT2);

    /**
     * Where a part of the decoder lies in the checkpoint.
     *
     * @param tensor name, less the block's prefix
     * @param need whether every checkpoint has it
     * @param slice the share of the tensor that is this part
     */
    public record Part(String tensor, Need need, Slice slice) {
        static Part of(String tensor) {
            return new Part(tensor, Need.ALWAYS, Slice.ALL);
        }

        static Part maybe(String tensor) {
            return new Part(tensor, Need.MAYBE, Slice.ALL);
        }

        static Part slice(String tensor, Slice slice) {
            return new Part(tensor, Need.ALWAYS, slice);
        }
    }

    enum Need {
        ALWAYS,
        MAYBE
    }

    /** A part of a tensor as a view: all of it, its transpose, or a third of a fused one. */
    public enum Slice {
        ALL,
        TURNED,
        Q,
        K,
        V,
        Q_TURNED,
        K_TURNED,
        V_TURNED;

        /** The view; changing it changes the tensor, and gradients pass through it. */
        public NDArray of(Kernels kernels, NDArray tensor) {
            return switch (this) {
                case ALL -> tensor;
                case TURNED -> kernels.tensors().turned(tensor);
                case Q -> third(kernels, tensor, 0);
                case K -> third(kernels, tensor, 1);
                case V -> third(kernels, tensor, 2);
                case Q_TURNED -> third(kernels, kernels.tensors().turned(tensor), 0);
                case K_TURNED -> third(kernels, kernels.tensors().turned(tensor), 1);
                case V_TURNED -> third(kernels, kernels.tensors().turned(tensor), 2);
            };
        }

        private static NDArray third(Kernels kernels, NDArray tensor, int which) {
            long rows = tensor.getShape().get(0) / 3;
            return kernels.tensors().rows(tensor, which * rows, rows);
        }
    }

    public static Architecture of(String modelType) {
        return ALL.stream()
                .filter(a -> a.modelType.equals(modelType))
                .findFirst()
                .orElseThrow(() ->
                        new ModelError(
                                "model_type "
                                        + modelType
                                        + " is not supported; supported: "
                                        + supported()));
    }

    static String supported() {
        return ALL.stream().map(Architecture::modelType).collect(Collectors.joining(", "))
                + "; as a classifier: roberta";
    }

    /** The checkpoint's name of a part outside the blocks. */
    public String tensor(String end) {
        Part p = ends.get(end);
        if (p == null) {
            throw new IllegalArgumentException(modelType + " has no part " + end);
        }
        return p.tensor();
    }

    /** The checkpoint's name of a block's part. */
    public String tensor(int number, String part) {
        Part p = block.get(part);
        if (p == null) {
            throw new IllegalArgumentException(modelType + " has no part " + part);
        }
        return prefix.formatted(number) + p.tensor();
    }
}
