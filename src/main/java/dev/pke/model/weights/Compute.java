package dev.pke.model.weights;

import dev.pke.fault.ModelError;
import dev.pke.model.torch.Cpu;
import dev.pke.model.torch.DType;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The kind of number weights are held in while a CPU computes with them. Where it has no units for
 * bf16, products of bf16 are emulated: a forward pass of 8 x 128 tokens of a 135 M model took 16.3
 * s, in f32 2.7 s. Held in f32 they are the same numbers; what is recorded, digested and changed is
 * what they are stored as, to the bit.
 */
public enum Compute {
    /** As the CPU multiplies fastest. */
    AUTO,
    /** As they are stored. */
    STORED,
    /** Widened to f32. */
    F32;

    /**
     * Bytes of f32 weights up to which the choice is theirs: a fixed number, so that an answer's
     * bits never depend on how much memory happens to be free.
     */
    static final long LIMIT = 8L << 30;

    /** Reads "auto", "stored", "f32". */
    public static Compute parse(String text) {
        for (Compute each : values()) {
            if (each.word().equals(text)) {
                return each;
            }
        }
        throw new ModelError("compute " + text + " is none of auto, stored, f32");
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind that a model's floating weights are held in; null for that of each.
     *
     * @param stored the kind of its largest tensor
     * @param parameters of the model
     */
    @Nullable DType held(DType stored, long parameters, Cpu cpu) {
        boolean narrow = stored == DType.BF16 || stored == DType.F16;
        return switch (this) {
            case STORED -> null;
            case F32 -> narrow ? DType.F32 : null;
            case AUTO ->
                    narrow && !cpu.multiplies(stored) && 4 * parameters <= LIMIT ? DType.F32 : null;
        };
    }
}
