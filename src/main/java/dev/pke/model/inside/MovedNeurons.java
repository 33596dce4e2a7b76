package dev.pke.model.inside;

import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.weights.Change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The neurons of a down_proj that a change moves: its columns, or rows where it is transposed. */
public final class MovedNeurons {
    private MovedNeurons() {}

    /** Their numbers, ascending. */
    public static List<Integer> of(Change change, ModelConfig config) {
        long width = change.shape().get(1);
        // (hidden, intermediate) everywhere but in GPT-2, whose Conv1D is (intermediate, hidden)
        boolean columns = width == config.intermediate();
        BitSet moved = new BitSet();
        long[] places = change.places();
        if (places != null) {
            for (long each : places) {
                moved.set((int) (columns ? each % width : each / width));
            }
        } else {
            int size = change.dtype().bytes();
            byte[] before = change.before();
            byte[] after = change.after();
            for (int at = 0; at < before.length; at += size) {
                if (!Arrays.equals(before, at, at + size, after, at, at + size)) {
                    long place = at / size;
                    moved.set((int) (columns ? place % width : place / width));
                }
            }
        }
        List<Integer> neurons = new ArrayList<>();
        moved.stream().forEach(neurons::add);
        return neurons;
    }
}
