package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.Bits;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors of a checkpoint as native arrays, mapped from their files without a copy. */
public final class WeightMap {
    private final Kernels kernels;
    private final Architecture architecture;
    private final Placement placement;
    private final Map<String, NDArray> tensors = new LinkedHashMap<>();
    private final Map<String, DType> dtypes = new LinkedHashMap<>();
    private final Map<String, DType> computed = new LinkedHashMap<>();

    private WeightMap(Kernels kernels, Architecture architecture, Placement placement) {
        this.kernels = kernels;
        this.architecture = architecture;
        this.placement = placement;
    }

    public static Weights load(
            Kernels kernels, Architecture architecture, Checkpoint from, Placement placement) {
        var map = new WeightMap(kernels, architecture, placement);
        for (SafetensorsFile file : from.files()) {
            map.add(file);
        }
        return new Weights(kernels, architecture, map.tensors, map.dtypes, map.computed);
    }

    private void add(SafetensorsFile file) {
        try (var _ = Scope.open()) {
            Map<DType, NDArray> whole = new EnumMap<>(DType.class);
            for (TensorInfo t : file.tensors().values()) {
                whole.computeIfAbsent(t.dtype(), d -> map(file, d));
            }
            for (TensorInfo t : file.tensors().values()) {
                NDArray mapped = whole.get(t.dtype());
                if (mapped != null) {
                    add(file, t, mapped);
                }
            }
        }
    }

    /** What a cast or a copy leaves behind goes at once: memory never holds two of the model. */
    private void add(SafetensorsFile file, TensorInfo t, NDArray mapped) {
        try (Scope scope = Scope.open()) {
            boolean aligned = (file.dataStart() + t.start()) % t.dtype().bytes() == 0;
            NDArray held = aligned ? view(file, t, mapped) : copy(file, t);
            DType kind = placement.kind(t);
            if (kind != t.dtype()) {
                held = kernels.tensors().cast(held, kind);
            }
            DType wide = placement.held(kind);
            if (wide != kind) {
                held = kernels.tensors().cast(held, wide);
            }
            if (!placement.isCpu()) {
                held = kernels.tensors().place(held, placement.device(architecture, t.name()));
            }
            tensors.put(t.name(), scope.release(held));
            dtypes.put(t.name(), kind);
            computed.put(t.name(), wide);
        }
    }

    private NDArray map(SafetensorsFile file, DType dtype) {
        long count = file.size() / dtype.bytes();
        return kernels.tensors().mapFile(file.path().toString(), count, dtype);
    }

    private NDArray view(SafetensorsFile file, TensorInfo t, NDArray whole) {
        long at = (file.dataStart() + t.start()) / t.dtype().bytes();
        return kernels.tensors().part(whole, at, shape(t));
    }

    /** Where the data does not begin at a multiple of the element's size, a map cannot view it. */
    private NDArray copy(SafetensorsFile file, TensorInfo t) {
        try (var channel = FileChannel.open(file.path())) {
            long from = file.dataStart() + t.start();
            byte[] bytes = SafetensorsFile.read(channel, from, Math.toIntExact(t.bytes())).array();
            return Bits.write(kernels, bytes, t.dtype(), shape(t));
        } catch (IOException e) {
            throw new ModelError(file.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static long[] shape(TensorInfo t) {
        return t.shape().stream().mapToLong(Long::longValue).toArray();
    }
}
