package dev.pke.model.weights;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Shows whether products with a packed matrix are the plain ones on this machine. A layout is an
 * undocumented promise of a library to itself: in f32 on AVX-512 oneDNN has made the last rows of a
 * matrix wrong where they were no multiple of 64, silently, and in bf16 it throws on other CPUs. So
 * it is used only for a size of matrix and a dtype that it has been tried on here.
 *
 * <p>All numbers are small integers whose products and sums, in whatever order, are exact in f32:
 * there is no rounding to be generous about, and f32 must agree to the bit. In bf16 the same exact
 * sum is rounded once, and may be by either neighbour.
 */
final class PackingTrial {
    /** One row, as a token; some, as a batch's; and more than any tile of the kernels. */
    private static final int[] ROWS = {1, 6, 100};

    /** A prime number of random numbers stands for all: rows of a matrix begin at other places. */
    private static final int TABLE = 65_521;

    private static final long SEED = 64;

    /** The largest weight: 7 values tell rows and columns apart. */
    private static final int WEIGHT = 3;

    /**
     * The largest input: 12 bits, which a product that is secretly made in bf16 or tf32 would
     * round. A sum of n has a spread of {@code 4728 √n}: it stays a whole number of f32's 24 bits
     * for 16 such spreads at n = 50,000.
     */
    private static final int INPUT = 4095;

    /** The largest input that is a whole number of bf16's 8 bits. */
    private static final int INPUT_BF16 = 255;

    /** What a step of bf16 is at most of the number it is at. */
    private static final double STEP_BF16 = 1.0 / 128;

    private PackingTrial() {}

    /** Why a packer can't be used for matrices of a size; empty if it can. */
    static Optional<String> fault(Kernels kernels, MatrixSize size, Packer packer) {
        try (var _ = Scope.open()) {
            return Torch.withoutGradient(() -> tried(kernels, size, packer));
        } catch (EngineException refused) {
            return Optional.of("it is refused: " + last(String.valueOf(refused.getMessage())));
        }
    }

    private static Optional<String> tried(Kernels kernels, MatrixSize size, Packer packer) {
        int largest = size.dtype() == DType.BF16 ? INPUT_BF16 : INPUT;
        double share = size.dtype() == DType.BF16 ? STEP_BF16 : 0;
        NDArray weights = table(kernels, WEIGHT);
        NDArray inputs = table(kernels, largest);
        NDArray w = kernels.tensors().tiled(weights, size.rows(), size.columns(), size.dtype());
        Map<String, NDArray> packed = packed(kernels, "w", w, packer, Integer.MAX_VALUE);
        for (int rows : ROWS) {
            NDArray x = kernels.tensors().tiled(inputs, rows, size.columns(), size.dtype());
            NDArray apart = kernels.tensors().apartFromPlain(x, w, packed, share);
            float most = apart.getFloat();
            // Also where it is no number.
            if (!(most <= 0)) {
                return Optional.of(
                        "with %d input rows it is off by %s".formatted(rows, Float.toString(most)));
            }
        }
        return Optional.empty();
    }

    /** What kernels find a packed matrix by: itself, and its sizes as those of an empty tensor. */
    static Map<String, NDArray> packed(
            Kernels kernels, String name, NDArray matrix, Packer packer, int most) {
        return Map.of(
                name + ".packed", packer.pack(kernels, matrix),
                name + ".sizes", kernels.tensors().sizes(matrix, most));
    }

    private static NDArray table(Kernels kernels, int largest) {
        SplittableRandom random = new SplittableRandom(SEED + largest);
        float[] numbers = new float[TABLE];
        for (int i = 0; i < TABLE; i++) {
            numbers[i] = random.nextInt(-largest, largest + 1);
        }
        return kernels.manager().create(numbers, new Shape(TABLE));
    }

    /** The last line of a TorchScript trace says what is wrong. */
    private static String last(String trace) {
        String text = trace.strip();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }
}
