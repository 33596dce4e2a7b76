package dev.pke.web.inside;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One block as a chart knows it.
 *
 * @param scores a value for each neuron, or empty where none were kept
 * @param moved the neurons that the edit was given
 * @param href the block's page
 */
@SuppressWarnings("ArrayRecordComponent") // read by one drawing, never compared
public record Lane(int block, int neurons, float[] scores, BitSet moved, String href) {
    List<Neighbours> stretches() {
        List<Neighbours> all = new ArrayList<>();
        for (int from = moved.nextSetBit(0); from >= 0; ) {
            int to = moved.nextClearBit(from);
            all.add(new Neighbours(from, to));
            from = moved.nextSetBit(to);
        }
        return all;
    }

    /** The neuron of the highest score; -1 where there is none above zero. */
    public int best() {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > (best < 0 ? 0 : scores[best])) {
                best = i;
            }
        }
        return best;
    }

    double highest() {
        return best() < 0 ? 0 : scores[best()];
    }

    /** The highest score of neurons {@code [from, to)}. */
    double highest(int from, int to) {
        double highest = 0;
        for (int i = from; i < Math.min(to, scores.length); i++) {
            highest = Math.max(highest, scores[i]);
        }
        return highest;
    }
}
