package dev.pke.model.weights;

import ai.djl.Device;

import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
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
 * @param blocks how many blocks are spread
 */
public record Placement(List<Device> devices, @Nullable DType dtype, int blocks) {
    public Placement {
        devices = List.copyOf(devices);
    }

    public static Placement cpu() {
        return new Placement(List.of(Device.cpu()), null, 1);
    }

    public static Placement of(ModelOptions options, ModelConfig config) {
        return new Placement(options.devices(), options.dtype(), config.blocks());
    }

    boolean isCpu() {
        return devices.getFirst().equals(Device.cpu());
    }

    /** The kind a stored tensor is held in. */
    DType kind(TensorInfo stored) {
        return dtype != null && stored.dtype().isFloating() ? dtype : stored.dtype();
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
