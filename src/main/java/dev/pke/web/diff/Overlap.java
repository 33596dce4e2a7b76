package dev.pke.web.diff;

import dev.pke.diff.Mover;
import dev.pke.diff.PairedPart;
import dev.pke.diff.RecordedPair;
import dev.pke.diff.TensorPair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    /** A line for each block in which either moved a neuron, then one for all. */
    static List<Overlap> of(RecordedPair pair) {
        Map<Integer, Map<Integer, Mover>> blocks = new TreeMap<>();
        for (TensorPair tensor : pair.tensors()) {
            for (PairedPart part : tensor.values().neurons()) {
                blocks.computeIfAbsent(tensor.block(), _ -> new TreeMap<>())
                        .merge(part.neuron(), part.mover(), (x, y) -> x == y ? x : Mover.BOTH);
            }
        }
        List<Overlap> lines = new ArrayList<>();
        List<Mover> all = new ArrayList<>();
        blocks.forEach((block, neurons) -> {
            lines.add(of(block, neurons.values()));
            all.addAll(neurons.values());
        });
        lines.add(of(-1, all));
        return lines;
    }

    private static Overlap of(int block, Collection<Mover> movers) {
        int both = Collections.frequency(movers, Mover.BOTH);
        return new Overlap(
                block,
                Collections.frequency(movers, Mover.A),
                Collections.frequency(movers, Mover.B),
                both,
                movers.isEmpty() ? 0 : (double) both / movers.size());
    }

    /** "0.22". */
    public String told() {
        return String.format(Locale.ROOT, "%.2f", jaccard);
    }
}
