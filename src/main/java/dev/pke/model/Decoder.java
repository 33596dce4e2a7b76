package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Script;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Packed;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;
import dev.pke.model.weights.Weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The decoder: an embedding, blocks, a final norm and an unembedding, each one kernel call. A block
 * meets the outside at down_proj: what it reads is the neurons, what it writes their effect.
 */
final class Decoder implements AutoCloseable {
    final Script kernels;
    final ModelConfig config;
    final Weights weights;
    final DType dtype;
    private final List<Map<String, NDArray>> parts = new ArrayList<>();
    private final List<IValue> blocks = new ArrayList<>();
    private final Map<String, NDArray> endParts;
    private final IValue ends;
    private final Packed packed;
    private final List<Set<String>> names = new ArrayList<>();
    private final Set<String> endNames;

    Decoder(Script kernels, ModelConfig config, Weights weights, ModelOptions options) {
        this.kernels = kernels;
        this.config = config;
        this.weights = weights;
        this.dtype = weights.dtype(weights.embeddingName());
        for (int l = 0; l < config.blocks(); l++) {
            parts.add(weights.parts(l, Map.of()));
            blocks.add(Script.value(parts.get(l)));
            names.add(Set.copyOf(weights.blockNames(l)));
        }
        this.endNames = weights.endNames();
        this.endParts = weights.ends(Map.of());
        this.ends = Script.value(endParts);
        this.packed = new Packed(kernels, weights, options);
    }

    Frame frame(TokenBatch batch, Padding padding) {
        return Frame.of(kernels, config, batch, padding, dtype);
    }

    /** The residual stream before the first block, (batch, seq, hidden). */
    NDArray embed(Frame frame, Patch patch) {
        return withEnds(patch, w -> kernels.call("embed", frame.ids, frame.positions, w));
    }

    /** The residual stream through blocks from .. to - 1. */
    NDArray blocks(NDArray x, Frame frame, int from, int to, Patch patch) {
        NDArray y = x;
        for (int l = from; l < to; l++) {
            y = block(l, y, frame, patch, new NDList());
        }
        return y;
    }

    /** One block, its output at the one array of flat positions alone where there is one. */
    NDArray block(int l, NDArray x, Frame frame, Patch patch, NDList spots) {
        if (spots.isEmpty() && !patch.columns().containsKey(l)) {
            return withBlock(
                    l,
                    patch,
                    w -> kernels.call("block", x, w, frame.rope, bias(frame, l), new NDList(), 0));
        }
        NDList met = untilDownAt(l, x, frame, patch, spots);
        return afterDown(l, met.get(0), down(l, met.get(1), patch), patch);
    }

    // ---- for a pass that goes back: see kernels/tape.py

    /** The same numbers as the beginning of a graph. */
    NDArray begin(NDArray x) {
        return kernels.call("begin", x);
    }

    /** One block with constant weights, taped; [0] is its output, [9] what down_proj read. */
    NDList taped(int l, NDArray x, Frame frame, NDList spots, NDList change) {
        return kernels.list("taped", x, packed(l), frame.rope, bias(frame, l), spots, change);
    }

    /** The gradients at what a taped block's down_proj met; [1] that at what it wrote. */
    NDList backToDown(NDArray atOutput, NDList taped, NDList change) {
        return kernels.list("back_to_down", atOutput, taped, change);
    }

    /** The gradient at a taped block's input. */
    NDArray backToStart(int l, NDList atDown, NDList taped) {
        IValue w = packed.at(l, parts.get(l), Pull.GRADIENT);
        return kernels.frozen("back_to_start", atDown, taped, w);
    }

    /** The gradient at what something was made of, in a graph. */
    NDList between(NDArray made, NDList of, NDList gradient) {
        return kernels.list("between", new NDList(made), of, gradient);
    }

    /** What the patch replaces of block l as whole tensors. */
    NDList tensors(int l, Patch patch) {
        return replaced(patch, names.get(l));
    }

    /** What it replaces as whole tensors outside blocks. */
    NDList endTensors(Patch patch) {
        return replaced(patch, endNames);
    }

    private static NDList replaced(Patch patch, Set<String> names) {
        NDList found = new NDList();
        patch.tensors()
                .forEach((name, tensor) -> {
                    if (names.contains(name)) {
                        found.add(tensor);
                    }
                });
        return found;
    }

    /** What the patch replaces of block l as columns: [W, values, at], or nothing. */
    NDList change(int l, Patch patch) {
        Patch.Columns columns = patch.columns().get(l);
        return columns == null
                ? new NDList()
                : new NDList(weights.down(l), columns.values(), at(columns.region()));
    }

    /** One block, without a gradient, over the tokens of several batches below each other. */
    NDArray beside(int l, NDArray x, List<Frame> frames) {
        NDList rope = new NDList();
        NDList bias = new NDList();
        long[] shapes = new long[2 * frames.size()];
        long[] masked = new long[frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            shapes[2 * i] = frame.ids.getShape().get(0);
            shapes[2 * i + 1] = frame.ids.getShape().get(1);
            rope.addAll(frame.rope);
            bias.addAll(bias(frame, l));
            masked[i] = bias(frame, l).size();
        }
        return kernels.frozen("block_beside", x, packed(l), shapes, rope, bias, masked);
    }

    /** One block, without a gradient, over tokens that follow a cache, which grows by them. */
    NDArray cached(int l, NDArray x, Frame frame, NDList cache, int at) {
        return kernels.frozen("block", x, packed(l), frame.rope, bias(frame, l), cache, at);
    }

    /** What lies outside blocks, as products are fastest, back too where a gradient is wanted. */
    IValue packedEnds(Pull pull) {
        return packed.at(config.blocks(), endParts, pull);
    }

    /** [h, a]: the residual after attention, and down_proj's input (batch, seq, intermediate). */
    NDList untilDown(int l, NDArray x, Frame frame, Patch patch) {
        return untilDownAt(l, x, frame, patch, new NDList());
    }

    /** [h, a] at the one array of flat positions alone, (n, hidden) and (n, intermediate). */
    NDList untilDownAt(int l, NDArray x, Frame frame, Patch patch, NDList spots) {
        return withBlockList(
                l,
                patch,
                w ->
                        kernels.list(
                                "until_down",
                                x,
                                w,
                                frame.rope,
                                bias(frame, l),
                                new NDList(),
                                0,
                                spots));
    }

    /** down_proj's output for its input a, with what the patch replaces. */
    NDArray down(int l, NDArray a, Patch patch) {
        NDArray d = withBlock(l, patch, w -> kernels.call("down", a, w));
        return changed(l, a, d, patch);
    }

    /** What down_proj wrote, d, with what the patch's columns change of it. */
    NDArray changed(int l, NDArray a, NDArray d, Patch patch) {
        NDList change = change(l, patch);
        return change.isEmpty() ? d : kernels.call("down_changed", a, d, change);
    }

    NDArray afterDown(int l, NDArray h, NDArray d, Patch patch) {
        return withBlock(l, patch, w -> kernels.call("after_down", h, d, w));
    }

    /** Logits (n, vocab) f32 of residuals (n, hidden) before the final norm. */
    NDArray logits(NDArray x, Patch patch) {
        return withEnds(patch, w -> kernels.call("logits", x, w));
    }

    /** The final norm alone. */
    NDArray finalNorm(NDArray x, Patch patch) {
        return withEnds(patch, w -> kernels.call("last_norm", x, w));
    }

    NDArray pick(NDArray x, int... flat) {
        return kernels.call("pick", x, Frame.array(kernels, flat));
    }

    NDArray pick(NDArray x, NDList spots) {
        return kernels.call("pick", x, spots.getFirst());
    }

    NDArray at(Region region) {
        return Frame.array(kernels, region);
    }

    IValue ends() {
        return ends;
    }

    private NDList bias(Frame frame, int l) {
        return frame.bias(config.windows().get(l));
    }

    /** The block's own weights, packed where no gradient is wanted. */
    private IValue own(int l) {
        return Script.hasGradient() ? blocks.get(l) : packed(l);
    }

    private IValue packed(int l) {
        return packed.at(l, parts.get(l), Pull.WATCHED);
    }

    private interface Call<T> {
        T on(IValue weights);
    }

    private NDArray withBlock(int l, Patch patch, Call<NDArray> call) {
        if (!touches(patch, l)) {
            return call.on(own(l));
        }
        try (IValue replaced = Script.value(weights.parts(l, patch.tensors()))) {
            return call.on(replaced);
        }
    }

    private NDList withBlockList(int l, Patch patch, Call<NDList> call) {
        if (!touches(patch, l)) {
            return call.on(own(l));
        }
        try (IValue replaced = Script.value(weights.parts(l, patch.tensors()))) {
            return call.on(replaced);
        }
    }

    private NDArray withEnds(Patch patch, Call<NDArray> call) {
        if (endTensors(patch).isEmpty()) {
            return call.on(Script.hasGradient() ? ends : packedEnds(Pull.WATCHED));
        }
        try (IValue replaced = Script.value(weights.ends(patch.tensors()))) {
            return call.on(replaced);
        }
    }

    private boolean touches(Patch patch, int l) {
        return !tensors(l, patch).isEmpty();
    }

    @Override
    public void close() {
        packed.close();
        blocks.forEach(IValue::close);
        ends.close();
    }
}
