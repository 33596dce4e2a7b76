package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

/** Kernels of a classifier's encoder (encoder.py); none records a gradient. */
public final class EncoderKernels {
    private final Script script;

    EncoderKernels(Script script) {
        this.script = script;
    }

    /** ids and places (batch, seq) -> (batch, seq, hidden). */
    public NDArray embed(NDArray ids, NDArray places, IValue ends) {
        return script.frozen("encoder_embed", ids, places, ends);
    }

    /** keys (batch, seq), 1 where real -> what to add to scores, (batch, 1, 1, seq). */
    public NDArray keyMask(NDArray keys, NDArray like) {
        return script.frozen("key_mask", keys, like);
    }

    /** One block, (batch, seq, hidden). */
    public NDArray block(NDArray x, IValue block, NDArray keyMask) {
        return script.frozen("encoder_block", x, block, new NDList(keyMask));
    }

    /** (batch, seq, hidden) -> (batch, labels) f32. */
    public NDArray classify(NDArray x, IValue ends) {
        return script.frozen("classify", x, ends);
    }
}
