package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.WeightShapes;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Seeded random weights for a config: the beginning of training, or a stand-in of real shape. */
public final class RandomWeights {
    private static final float SPREAD = 0.02f;

    private RandomWeights() {}

    public static Weights of(Kernels kernels, ModelConfig config, long seed) {
        Architecture architecture = Architecture.of(config);
        Map<String, NDArray> tensors = new TreeMap<>();
        Map<String, DType> dtypes = new TreeMap<>();
        // Sorted by name, so that the same seed fills them the same way.
        var random = new Random(seed);
        new TreeMap<>(WeightShapes.of(architecture, config))
                .forEach((name, shape) -> {
                    tensors.put(name, tensor(kernels, name, shape, random));
                    dtypes.put(name, DType.F32);
                });
        return new Weights(kernels, architecture, tensors, dtypes, dtypes);
    }

    private static NDArray tensor(Kernels kernels, String name, Shape shape, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        if (shape.dimension() > 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * SPREAD;
            }
        } else if (!name.endsWith("bias")) {
            Arrays.fill(values, 1);
        }
        return kernels.manager().create(values, shape);
    }
}
