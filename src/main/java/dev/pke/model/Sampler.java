package dev.pke.model;

import ai.djl.ndarray.NDArray;

import dev.pke.model.setting.Sampling;
import dev.pke.model.torch.Kernels;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Chooses the next token of every sequence from its logits. */
final class Sampler {
    private final Kernels kernels;
    private final Sampling sampling;
    private int step;

    Sampler(Kernels kernels, Sampling sampling) {
        this.kernels = kernels;
        this.sampling = sampling;
    }

    /**
     * @param logits (sequences, vocab) f32
     * @param rows which prompt each sequence answers: a draw depends on it, not on its neighbours
     */
    int[] choose(NDArray logits, int... rows) {
        step++;
        if (sampling.isGreedy()) {
            return ints(kernels.vocabulary().likeliest(logits));
        }
        double[] draws = Arrays.stream(rows).mapToDouble(this::draw).toArray();
        return ints(
                kernels.vocabulary()
                        .draw(
                                logits,
                                draws,
                                sampling.temperature(),
                                sampling.topK(),
                                sampling.topP()));
    }

    /** In [0, 1), a function of seed, prompt and step. */
    private double draw(int row) {
        long mixed = sampling.seed() * 0x9E3779B97F4A7C15L + row * 0xBF58476D1CE4E5B9L + step;
        return new SplittableRandom(mixed).nextDouble();
    }

    private static int[] ints(NDArray ids) {
        return Arrays.stream(ids.toLongArray()).mapToInt(Math::toIntExact).toArray();
    }
}
