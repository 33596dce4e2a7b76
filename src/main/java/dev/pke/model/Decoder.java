package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

import dev.pke.model.architecture.BlockAttention;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.DecoderKernels.AtDown;
import dev.pke.model.torch.DecoderKernels.ColumnChange;
import dev.pke.model.torch.DecoderKernels.Halves;
import dev.pke.model.torch.DecoderKernels.Sight;
import dev.pke.model.torch.DecoderKernels.Taped;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Packed;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;
import dev.pke.model.weights.Weights;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The decoder: an embedding, blocks, a final norm and an unembedding, each one kernel call. A block
 * meets the outside at down_proj: what it reads is the neurons, what it writes their effect.
 */
final class Decoder implements AutoCloseable {
    final Kernels kernels;
    final ModelConfig config;
    final Weights weights;
    final DType dtype;
    private final List<Map<String, NDArray>> parts = new ArrayList<>();
    private final Map<Integer, NDArray> factors = new HashMap<>(); // one number each
    private final List<IValue> blocks = new ArrayList<>();
    private final Map<String, NDArray> endParts;
    private final IValue ends;
    private final Packed packed;
    private final List<Set<String>> names = new ArrayList<>();
    private final Set<String> endNames;

    Decoder(Kernels kernels, ModelConfig config, Weights weights, ModelOptions options) {
        this.kernels = kernels;
        this.config = config;
        this.weights = weights;
        this.dtype = weights.held(weights.embeddingName());
        for (int l = 0; l < config.blocks(); l++) {
            double factor = config.attention().get(l).factor();
            if (factor != 1) {
                factors.put(l, kernels.manager().create((float) factor));
            }
            parts.add(parts(l, Map.of()));
            blocks.add(Kernels.parts(parts.get(l)));
            names.add(Set.copyOf(weights.blockNames(l)));
        }
        this.endNames = weights.endNames();
        this.endParts = weights.ends(Map.of());
        this.ends = Kernels.parts(endParts);
        this.packed = new Packed(kernels, weights, options);
    }

    Frame frame(TokenBatch batch, Padding padding) {
        return Frame.of(kernels, config, batch, padding, dtype);
    }

    /** The residual stream before the first block, (batch, seq, hidden). */
    NDArray embed(Frame frame, Patch patch) {
        return withEnds(patch, w -> kernels.decoder().embed(frame.ids, frame.positions, w));
    }

    /** The residual stream through blocks from .. to - 1. */
    NDArray blocks(NDArray x, Frame frame, int from, int to, Patch patch) {
        NDArray y = x; // (batch, seq, hidden)
        for (int l = from; l < to; l++) {
            y = block(l, y, frame, patch, null);
        }
        return y;
    }

    /** One block, its output at flat positions (n) alone where there are any. */
    NDArray block(int l, NDArray x, Frame frame, Patch patch, @Nullable NDArray spots) {
        if (spots == null && !patch.columns().containsKey(l)) {
            return withBlock(l, patch, w -> kernels.decoder().block(x, w, sight(frame, l)));
        }
        Halves met = untilDown(l, x, frame, patch, spots);
        NDArray written = down(l, met.neurons(), patch); // (batch, seq, hidden) or (n, hidden)
        return afterDown(l, met.residual(), written, patch);
    }

    // ---- for a pass that goes back: see kernels/tape.py

    /** The same numbers as the beginning of a graph. */
    NDArray begin(NDArray x) {
        return kernels.decoder().begin(x);
    }

    /** One block with constant weights, taped. */
    Taped taped(
            int l, NDArray x, Frame frame, @Nullable NDArray spots, @Nullable ColumnChange change) {
        return kernels.decoder().taped(x, packed(l), sight(frame, l), spots, change);
    }

    /** The gradients where a taped block's down_proj meets the rest. */
    AtDown backToDown(NDArray atOutput, Taped taped, @Nullable ColumnChange change) {
        return kernels.decoder().backToDown(atOutput, taped, change);
    }

    /** The gradient at a taped block's input, (batch, seq, hidden). */
    NDArray backToStart(int l, AtDown atDown, Taped taped) {
        IValue w = packed.at(l, parts.get(l), Pull.GRADIENT);
        return kernels.decoder().backToStart(atDown, taped, w);
    }

    /** The gradient at what something was made of, in a graph. */
    NDList between(NDArray made, NDList of, NDArray gradient) {
        return kernels.decoder().between(made, of, gradient);
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

    /** What the patch replaces of block l as columns, or null. */
    @Nullable ColumnChange change(int l, Patch patch) {
        Patch.Columns columns = patch.columns().get(l);
        return columns == null
                ? null
                : new ColumnChange(weights.down(l), columns.values(), at(columns.region()));
    }

    /** One block, without a gradient, over the tokens of several batches below each other. */
    NDArray beside(int l, NDArray x, List<Frame> frames) {
        long[] shapes =
                frames.stream()
                        .flatMapToLong(frame -> Arrays.stream(frame.ids.getShape().getShape()))
                        .toArray(); // (batch, seq) of each
        List<Sight> sights = frames.stream().map(frame -> sight(frame, l)).toList();
        return kernels.decoder().blockBeside(x, packed(l), shapes, sights); // (tokens, hidden)
    }

    /** One block, without a gradient, over tokens that follow a cache, which grows by them. */
    NDArray cached(int l, NDArray x, Frame frame, NDList cache, int at) {
        return kernels.decoder().cached(x, packed(l), sight(frame, l), cache, at);
    }

    /** What lies outside blocks, as products are fastest, back too where a gradient is wanted. */
    IValue packedEnds(Pull pull) {
        return packed.at(config.blocks(), endParts, pull);
    }

    /** A block until its halves meet, at flat positions (n) alone where there are any. */
    Halves untilDown(int l, NDArray x, Frame frame, Patch patch, @Nullable NDArray spots) {
        return withBlock(l, patch, w -> kernels.decoder().untilDown(x, w, sight(frame, l), spots));
    }

    /** down_proj's output (..., hidden) for neurons (..., intermediate), the patch in force. */
    NDArray down(int l, NDArray neurons, Patch patch) {
        NDArray d = withBlock(l, patch, w -> kernels.decoder().down(neurons, w));
        return changed(l, neurons, d, patch);
    }

    /** What down_proj wrote, (..., hidden), with what the patch's columns change of it. */
    NDArray changed(int l, NDArray neurons, NDArray written, Patch patch) {
        ColumnChange change = change(l, patch);
        return change == null ? written : kernels.decoder().downChanged(neurons, written, change);
    }

    /**
     * A block's output (..., hidden) from the residual after attention and what down_proj wrote.
     */
    NDArray afterDown(int l, NDArray residual, NDArray written, Patch patch) {
        return withBlock(l, patch, w -> kernels.decoder().afterDown(residual, written, w));
    }

    /** Logits (n, vocab) f32 of residuals (n, hidden) before the final norm. */
    NDArray logits(NDArray x, Patch patch) {
        return withEnds(patch, w -> kernels.decoder().logits(x, w));
    }

    /** The final norm alone, (..., hidden). */
    NDArray finalNorm(NDArray x, Patch patch) {
        return withEnds(patch, w -> kernels.decoder().lastNorm(x, w));
    }

    /** x (batch, seq, width) at flat positions, (n, width). */
    NDArray pick(NDArray x, int... flat) {
        return pick(x, Frame.array(kernels, flat));
    }

    NDArray pick(NDArray x, NDArray spots) {
        return kernels.decoder().pick(x, spots);
    }

    /** A region's columns, (k) int64. */
    NDArray at(Region region) {
        return Frame.array(kernels, region);
    }

    IValue ends() {
        return ends;
    }

    private Sight sight(Frame frame, int l) {
        BlockAttention attention = config.attention().get(l);
        return new Sight(frame.rope(attention), frame.bias(attention));
    }

    /** A block's parts, and how much sharper than others it looks where it does. */
    private Map<String, NDArray> parts(int l, Map<String, NDArray> from) {
        Map<String, NDArray> found = weights.parts(l, from);
        NDArray factor = factors.get(l);
        if (factor != null) {
            found.put("scores", factor);
        }
        return found;
    }

    /** The block's own weights, packed where no gradient is wanted. */
    private IValue own(int l) {
        return Torch.hasGradient() ? blocks.get(l) : packed(l);
    }

    private IValue packed(int l) {
        return packed.at(l, parts.get(l), Pull.WATCHED);
    }

    private <T> T withBlock(int l, Patch patch, Function<IValue, T> call) {
        if (tensors(l, patch).isEmpty()) {
            return call.apply(own(l));
        }
        try (IValue replaced = Kernels.parts(parts(l, patch.tensors()))) {
            return call.apply(replaced);
        }
    }

    private NDArray withEnds(Patch patch, Function<IValue, NDArray> call) {
        if (endTensors(patch).isEmpty()) {
            return call.apply(Torch.hasGradient() ? ends : packedEnds(Pull.WATCHED));
        }
        try (IValue replaced = Kernels.parts(weights.ends(patch.tensors()))) {
            return call.apply(replaced);
        }
    }

    @Override
    public void close() {
        packed.close();
        blocks.forEach(IValue::close);
        ends.close();
    }
}
