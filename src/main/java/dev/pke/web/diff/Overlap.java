package dev.pke.web.diff;

import dev.pke.diff.PairedValues.Mover;
import dev.pke.diff.PairedValues.Part;
import dev.pke.diff.RecordedPair;
import dev.pke.diff.TensorPair;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far two edits moved the same neurons of a block.
 *
 * @param block -1 for all blocks together
 * @param jaccard neurons both moved over those either did
 */
public record Overlap(int block, long onlyA, long onlyB, long both, double jaccard) {
    private static Overlap of(int block, long[] counts) {
        long any = counts[0] + counts[1] + counts[2];
        return new Overlap(
                block, counts[0], counts[1], counts[2], any == 0 ? 0 : (double) counts[2] / any);
    }

    /** A line for each block in which either moved a neuron, then one for all. */
    static List<Overlap> of(RecordedPair pair) {
        Map<Integer, Map<Integer, Mover>> blocks = new TreeMap<>();
        for (TensorPair tensor : pair.tensors()) {
            for (Part part : tensor.values().neurons()) {
                blocks.computeIfAbsent(tensor.block(), _ -> new TreeMap<>())
                        .merge(part.neuron(), part.mover(), (x, y) -> x == y ? x : Mover.BOTH);
            }
        }
        List<Overlap> lines = new ArrayList<>();
        long[] all = new long[3];
        blocks.forEach((block, neurons) -> {
            long[] counts = new long[3];
            for (Mover mover : neurons.values()) {
                counts[mover.ordinal()]++;
                all[mover.ordinal()]++;
            }
            lines.add(of(block, counts));
        });
        lines.add(of(-1, all));
        return lines;
    }

    /** "0.22". */
    public String told() {
        return String.format(Locale.ROOT, "%.2f", jaccard);
    }
}
