package dev.pke.edit.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.Trace;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gradient at down_proj is made of, token by token: u, what it read, and δ, the gradient at
 * what it wrote.
 */
public final class Factors {
    /** Keeps what never varies from dividing by 0; far below any deviation that was seen. */
    private static final double LEAST = 1e-12;

    private Factors() {}

    /** Mean and deviation of each block's factors over the tokens of all groups. */
    public static Map<String, float[][]> moments(
            LanguageModel model, List<Region> regions, List<List<TokenPair>> groups) {
        int width = model.config().intermediate() + model.config().hidden();
        try (var _ = Scope.open()) {
            List<NDArray> sums = new ArrayList<>(); // (2, width) each: of values, of squares
            long[] tokens = new long[regions.size()];
            for (var _ : regions) {
                sums.add(model.kernels().manager().zeros(new Shape(2, width), DataType.FLOAT64));
            }
            for (List<TokenPair> group : groups) {
                try (var _ = Scope.open()) {
                    List<NDList> factors = of(model, regions, group);
                    for (int i = 0; i < factors.size(); i++) {
                        NDArray z = // (tokens, width)
                                factors.get(i)
                                        .getFirst()
                                        .concat(factors.get(i).getLast(), -1)
                                        .toType(DataType.FLOAT64, true);
                        NDArray one = z.sum(new int[] {0}, true); // (1, width)
                        NDArray two = z.square().sum(new int[] {0}, true); // (1, width)
                        sums.get(i).addi(one.concat(two, 0));
                        tokens[i] += z.getShape().get(0);
                    }
                }
            }
            Map<String, float[][]> tables = new LinkedHashMap<>();
            for (int i = 0; i < tokens.length; i++) {
                double[] of = sums.get(i).div(tokens[i]).toDoubleArray();
                float[][] table = new float[2][width];
                for (int at = 0; at < width; at++) {
                    double variance = Math.max(0, of[width + at] - of[at] * of[at]);
                    table[0][at] = (float) of[at];
                    table[1][at] = (float) (Math.sqrt(variance) + LEAST);
                }
                tables.put(MendNetwork.moments(regions.get(i)), table);
            }
            return tables;
        }
    }

    /** The factors of the gradient of the answers' mean NLL, [u, δ] a region. */
    static List<NDList> of(LanguageModel model, List<Region> regions, List<TokenPair> pairs) {
        List<NDList> factors = new ArrayList<>();
        try (Trace trace = model.trace(TokenPair.batch(pairs, model.pad()))) {
            for (Region region : regions) {
                int block = region.block();
                factors.add(
                        model.kernels()
                                .gradients()
                                .telling(trace.activations(block), trace.gradient(block)));
            }
        }
        return factors;
    }
}
