package dev.pke.model.weights;

import ai.djl.Device;

import dev.pke.model.architecture.Architecture;
import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.DType;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where every tensor of a model lies and in what kind: blocks are spread over the devices in equal
 * runs, the embedding is on the first, the final norm and the unembedding on the last.
 *
 * @param devices in order
 * @param dtype null for the stored kind
 * @param held the kind that floating tensors are held in; null for their own
 * @param blocks how many blocks are spread
 */
public record Placement(
        List<Device> devices, @Nullable DType dtype, @Nullable DType held, int blocks) {
    public Placement {
        devices = List.copyOf(devices);
    }

    public static Placement cpu() {
        return new Placement(List.of(Device.cpu()), null, null, 1);
    }

    public static Placement of(ModelOptions options, ModelSize size) {
        return new Placement(
                options.devices(), options.dtype(), size.computed(), size.config().blocks());
    }

    boolean isCpu() {
        return devices.getFirst().equals(Device.cpu());
    }

    /** The kind a stored tensor is of here, in digests and deltas. */
    DType kind(TensorInfo stored) {
        return dtype != null && stored.dtype().isFloating() ? dtype : stored.dtype();
    }

    /** The kind it is computed with: its own, or a wider one. */
    DType held(DType kind) {
        return held != null && kind.isFloating() && kind.bytes() < held.bytes() ? held : kind;
    }

    /** The device of a tensor, as torch names it. */
    public String device(Architecture architecture, String tensor) {
        Device device = devices.get(index(architecture, tensor));
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }

    private int index(Architecture architecture, String tensor) {
        for (int l = 0; l < blocks; l++) {
            if (tensor.startsWith(architecture.prefix().formatted(l))) {
                return l * devices.size() / blocks;
            }
        }
        boolean early =
                architecture.ends().entrySet().stream()
                        .filter(e -> e.getKey().equals("embed") || e.getKey().equals("positions"))
                        .anyMatch(e -> e.getValue().tensor().equals(tensor));
        return early ? 0 : devices.size() - 1;
    }
}
