package dev.pke.model.weights;

import ai.djl.Device;
import ai.djl.engine.Engine;

import dev.pke.fault.ModelError;
import dev.pke.model.torch.Cpu;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Torch;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where and in what precision a model runs.
 *
 * @param device "cpu", "cuda:N", or "cuda" for all GPUs, over which blocks are spread
 * @param dtype the kind its weights are held in; null for the kind they are stored in
 * @param compute the kind they are computed with on a CPU
 * @param packing of weights of up to 4 GiB, which are held by it a second time, and for gradients a
 *     third, as products on a CPU are fastest
 */
public record ModelOptions(String device, @Nullable DType dtype, Compute compute, Packing packing) {
    public ModelOptions {
        if (!device.matches("cpu|cuda(:\\d{1,3})?")) {
            throw new ModelError("device " + device + " is none of cpu, cuda, cuda:N");
        }
    }

    /** On the CPU, in the stored precision. */
    public static ModelOptions cpu() {
        return new ModelOptions("cpu", null, Compute.STORED, Packing.fastest());
    }

    public ModelOptions with(DType other) {
        return new ModelOptions(device, other, compute, packing);
    }

    public ModelOptions with(Packing other) {
        return new ModelOptions(device, dtype, compute, other);
    }

    public ModelOptions with(Compute other) {
        return new ModelOptions(device, dtype, other, packing);
    }

    /** The kind that floating weights are held in while computing; null for that of each. */
    @Nullable DType held(DType stored, long parameters) {
        return isCpu() ? compute.held(stored, parameters, Cpu.here()) : null;
    }

    /** Whether weights of so many bytes are held twice. */
    boolean isTwice(long bytes, DType held) {
        return isCpu() && packing.packs(held) && bytes <= Packed.LIMIT;
    }

    /** In one line how the products with a folder's weights are made here, for the record. */
    public String products(Path folder) {
        ModelSize size = ModelSize.of(folder, this);
        return size.packed() ? packing.summary(size.config(), size.dtype()) : "plain";
    }

    /** In one line the kind of number a folder's model is computed with here, for the record. */
    public String computed(Path folder) {
        ModelSize size = ModelSize.of(folder, this);
        DType stored = ModelSize.of(folder, with(Compute.STORED)).dtype();
        return size.dtype() == stored
                ? stored.word()
                : size.dtype().word() + " for " + stored.word();
    }

    public boolean isCpu() {
        return device.equals("cpu");
    }

    /** The devices blocks are spread over, in order. */
    public List<Device> devices() {
        if (isCpu()) {
            return List.of(Device.cpu());
        }
        Torch.start();
        int count = Engine.getEngine("PyTorch").getGpuCount();
        if (device.equals("cuda") && count > 0) {
            return IntStream.range(0, count).mapToObj(Device::gpu).toList();
        }
        int wanted = device.equals("cuda") ? 0 : Integer.parseInt(device.substring(5));
        if (wanted >= count) {
            throw new ModelError(
                    "device %s is not there: %d GPUs are seen by libtorch %s"
                            .formatted(device, count, Torch.version()));
        }
        return List.of(Device.gpu(wanted));
    }
}
