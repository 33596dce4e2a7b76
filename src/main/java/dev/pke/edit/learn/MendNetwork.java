package dev.pke.edit.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.fault.ModelError;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.GradientKernels.Mend;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Region;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * MEND's network for the down_projs of some blocks, which all have one shape and so share it, with
 * scales, offsets and a learning rate of their own. Its arrays belong to the scope it was made in.
 */
final class MendNetwork {
    private static final List<String> SHARED = List.of("v1", "u1", "b", "v2", "u2");

    private final LanguageModel model;
    private final Map<String, NDArray> leaves = new LinkedHashMap<>();

    /** From tables, as {@link #start} and {@link #tables} give them. */
    MendNetwork(LanguageModel model, Map<String, float[][]> tables) {
        this.model = model;
        tables.forEach((name, table) -> leaves.put(name, leaf(table)));
    }

    private NDArray leaf(float[][] table) {
        NDArray values = model.kernels().manager().create(table); // (rows, columns)
        return model.kernels().tensors().leaf(values, DType.F32);
    }

    /**
     * A network that changes nothing of a gradient but its scale: V uniform within ±1/√columns, U
     * zeros, and the moments of each block's factors over groups of lessons.
     */
    static Map<String, float[][]> start(
            LanguageModel model,
            List<Region> regions,
            List<List<TokenPair>> groups,
            MendHparams h) {
        int width = model.config().intermediate() + model.config().hidden();
        Random draws = new Random(h.seed());
        Map<String, float[][]> tables = new LinkedHashMap<>();
        tables.put("v1", drawn(h.rank(), width, draws));
        tables.put("u1", new float[width][h.rank()]);
        tables.put("b", new float[1][width]);
        tables.put("v2", drawn(h.rank(), width, draws));
        tables.put("u2", new float[width][h.rank()]);
        for (Region region : regions) {
            float[][] own = new float[4][width];
            Arrays.fill(own[0], 1);
            Arrays.fill(own[2], 1);
            tables.put(own(region), own);
            tables.put(step(region), new float[][] {{(float) h.editRate()}});
        }
        tables.putAll(Factors.moments(model, regions, groups));
        return tables;
    }

    private static float[][] drawn(int rows, int columns, Random draws) {
        float most = (float) (1 / Math.sqrt(columns));
        float[][] drawn = new float[rows][columns];
        for (float[] row : drawn) {
            for (int i = 0; i < columns; i++) {
                row[i] = (2 * draws.nextFloat() - 1) * most;
            }
        }
        return drawn;
    }

    /** The change of a region's columns, (hidden, neurons), in a graph. */
    NDArray change(Region region, NDList factors) {
        Mend network =
                new Mend(named(moments(region)), shared(), named(own(region)), named(step(region)));
        NDArray columns = Frame.array(model.kernels(), region); // (neurons)
        return model.kernels().gradients().mend(factors, network, columns);
    }

    /** What is learned at the network's rate: what all share, then each region's own. */
    NDList layers(List<Region> regions) {
        NDList all = shared();
        regions.forEach(each -> all.add(named(own(each))));
        return all;
    }

    /** The regions' learning rates, which are learned at a rate of their own. */
    NDList steps(List<Region> regions) {
        return new NDList(regions.stream().map(each -> named(step(each))).toList());
    }

    /** All its numbers. */
    Map<String, float[][]> tables() {
        Map<String, float[][]> tables = new LinkedHashMap<>();
        leaves.forEach((name, leaf) -> {
            int columns = Math.toIntExact(leaf.getShape().get(1));
            float[] flat = leaf.toFloatArray();
            float[][] table = new float[flat.length / columns][];
            for (int i = 0; i < table.length; i++) {
                table[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
            }
            tables.put(name, table);
        });
        return tables;
    }

    private NDList shared() {
        return new NDList(SHARED.stream().map(this::named).toList());
    }

    private NDArray named(String name) {
        NDArray leaf = leaves.get(name);
        if (leaf == null) {
            throw new ModelError(
                    "the network that edits has learned nothing of "
                            + name
                            + ": "
                            + leaves.keySet());
        }
        return leaf;
    }

    private static String own(Region region) {
        return "own-" + region.block();
    }

    private static String step(Region region) {
        return "step-" + region.block();
    }

    /** The name of a block's moments. */
    static String moments(Region region) {
        return "moments-" + region.block();
    }
}
