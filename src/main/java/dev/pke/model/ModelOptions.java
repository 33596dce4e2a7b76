package dev.pke.model;

import org.jspecify.annotations.Nullable;

/**
 * Where and in what precision a model runs.
 *
 * @param device "cpu", "cuda" or "cuda:N"
 * @param dtype the kind its weights are held in; null for the kind they are stored in
 */
public record ModelOptions(String device, @Nullable DType dtype) {
    public ModelOptions {
        if (!device.matches("cpu|cuda(:\\d+)?")) {
            throw new ModelError("device " + device + " is none of cpu, cuda, cuda:N");
        }
    }

    /** On the CPU, in the stored precision. */
    public static ModelOptions cpu() {
        return new ModelOptions("cpu", null);
    }

    public ModelOptions with(DType other) {
        return new ModelOptions(device, other);
    }
}
