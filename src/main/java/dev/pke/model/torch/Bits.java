package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** A tensor's raw little-endian bytes, in and out of native memory. */
public final class Bits {
    /** Elements a window; a buffer holds less than 2 GB. */
    private static final long WINDOW = 1 << 26;

    private Bits() {}

    /** Hands the bytes over in order, in windows onto native memory: none is copied to the heap. */
    public static void read(Kernels kernels, NDArray tensor, Consumer<ByteBuffer> sink) {
        try (var _ = Scope.open()) {
            NDArray flat = kernels.tensors().row(tensor);
            for (long at = 0; at < flat.size(); at += WINDOW) {
                NDArray part = kernels.tensors().rows(flat, at, Math.min(WINDOW, flat.size() - at));
                sink.accept(JniUtils.getByteBuffer((PtNDArray) part, true));
            }
        }
    }

    /** The bytes of a tensor of less than 2 GB, on the heap. */
    public static byte[] read(Kernels kernels, NDArray tensor, DType dtype) {
        var all = ByteBuffer.allocate(Math.toIntExact(tensor.size() * dtype.bytes()));
        read(kernels, tensor, all::put);
        return all.array();
    }

    /** A new tensor of those bytes. */
    public static NDArray write(Kernels kernels, byte[] bytes, DType dtype, long... shape) {
        var buffer = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
        buffer.put(bytes).flip();
        try (Scope scope = Scope.open()) {
            NDArray raw = kernels.manager().create(buffer, new Shape(bytes.length), DataType.UINT8);
            return scope.keep(kernels.tensors().reread(raw, dtype, shape));
        }
    }
}
