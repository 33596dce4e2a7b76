package dev.pke.model.weights;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.DType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model will need, told from its headers alone, before anything is loaded.
 *
 * @param config the folder's config
 * @param parameters elements of all tensors
 * @param stored bytes on disk
 * @param held bytes of the weights as they will be held
 * @param copied bytes of them that are copied to memory; the rest is mapped and can be dropped
 * @param dtype of the largest tensor as it will be held: the model's
 * @param computed the kind that narrower weights are held in while computing; null for their own
 * @param packed whether evaluation holds the weights a second time, and an edit a third
 * @param available bytes free where they shall go
 */
public record ModelSize(
        ModelConfig config,
        long parameters,
        long stored,
        long held,
        long copied,
        DType dtype,
        @Nullable DType computed,
        boolean packed,
        long available) {
    /** Of a batch of evaluation: sequences side by side, tokens each. */
    private static final int SEQUENCES = 32;

    private static final int TOKENS = 512;

    /** Of an edit: tokens of its prompts and constraints together. */
    private static final int EDIT_TOKENS = 1024;

    /** Reads config and headers. */
    public static ModelSize of(Path folder, ModelOptions options) {
        ModelConfig config = ModelConfig.read(folder);
        Checkpoint checkpoint = Checkpoint.open(folder);
        List<TensorInfo> tensors =
                checkpoint.files().stream().flatMap(f -> f.tensors().values().stream()).toList();
        long parameters = 0;
        long largest = 0;
        DType dtype = DType.F32;
        for (TensorInfo t : tensors) {
            parameters += t.elements();
            if (t.elements() > largest) {
                largest = t.elements();
                dtype = kind(t, options.dtype());
            }
        }
        DType computed = options.held(dtype, parameters);
        var placement = new Placement(List.of(), options.dtype(), computed, config.blocks());
        long held = 0;
        long copied = 0;
        for (TensorInfo t : tensors) {
            DType kind = placement.held(placement.kind(t));
            held += t.elements() * kind.bytes();
            copied += kind == t.dtype() && options.isCpu() ? 0 : t.elements() * kind.bytes();
        }
        dtype = placement.held(dtype);
        return new ModelSize(
                config,
                parameters,
                checkpoint.bytes(),
                held,
                copied,
                dtype,
                computed,
                options.isTwice(held, dtype),
                available(options));
    }

    private static DType kind(TensorInfo t, @Nullable DType wanted) {
        return wanted != null && t.dtype().isFloating() ? wanted : t.dtype();
    }

    /** Bytes that loading and answering one prompt needs. */
    public long toLoad() {
        return held + activations(1, TOKENS);
    }

    /**
     * Bytes that evaluation needs: weights, once more where they are packed for it, a batch's cache
     * and activations.
     */
    public long toEvaluate() {
        long keys = (long) config.blocks() * config.kvHeads() * config.head() * SEQUENCES * TOKENS;
        long weights = packed ? 2 * held : held;
        return weights + keys * (4 + width()) + activations(SEQUENCES, TOKENS);
    }

    /**
     * Bytes that an edit needs: weights, twice more where they are packed for products and for
     * those of gradients, the trace's factors of every block, one down_proj in f32 four times over
     * (itself, its gradient, Adam's two moments), and what a pass keeps.
     */
    public long toEdit() {
        long matrix = 4L * config.hidden() * config.intermediate() * 4;
        long token = 12L * config.hidden() + 5L * config.intermediate();
        long kept = (long) config.blocks() * EDIT_TOKENS * token * width();
        long weights = packed ? 3 * held : held;
        return weights + matrix + kept + 8L * EDIT_TOKENS * config.vocab();
    }

    /** Refuses, in one line, what cannot fit. */
    public void check() {
        if (copied > available) {
            throw new ModelError(
                    "the weights need %s but %s is free; mapped in their stored dtype they need less"
                            .formatted(text(copied), text(available)));
        }
    }

    public boolean fits(long bytes) {
        return bytes <= available;
    }

    /** Bytes in words: "13.5 GB". */
    public static String text(long bytes) {
        return bytes >= 1_000_000_000
                ? "%.1f GB".formatted(bytes / 1e9)
                : "%.1f MB".formatted(bytes / 1e6);
    }

    private long activations(int sequences, int tokens) {
        long token = 8L * config.hidden() + 3L * config.intermediate();
        return sequences * (tokens * token * width() + 8L * config.vocab());
    }

    private long width() {
        return Math.max(2, held / Math.max(1, parameters));
    }

    private static long available(ModelOptions options) {
        if (!options.isCpu()) {
            return options.devices().stream().mapToLong(ModelSize::free).sum();
        }
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
            return lines.stream()
                    .filter(l -> l.startsWith("MemAvailable:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            // Not Linux: nothing is known, so nothing is refused.
            return Long.MAX_VALUE;
        }
    }

    private static long free(Device device) {
        var usage = CudaUtils.getGpuMemory(device);
        return usage.getMax() - usage.getCommitted();
    }
}
