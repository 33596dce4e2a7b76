package dev.pke.diff;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.List;

/**
 * How an element's place in a tensor names its neuron, found from the record without any model: it
 * is the one reading under which the moved elements are exactly the neurons that the event names.
 *
 * @param stride elements between one neuron's index and the next
 * @param count neurons
 * @param width elements of one neuron
 */
record NeuronAxis(long stride, int count, int width) {
    /** The axis of a tensor's neurons; null where no reading, or more than one, fits. */
    static @Nullable NeuronAxis of(Moved moved, List<Integer> named, int neuronsPerBlock) {
        if (moved.shape().size() != 2 || named.isEmpty()) {
            return null;
        }
        long rows = moved.shape().getFirst();
        long columns = moved.shape().getLast();
        BitSet wanted = new BitSet();
        named.forEach(wanted::set);
        NeuronAxis column = new NeuronAxis(1, (int) columns, (int) rows);
        int halves = (int) Math.max(1, rows / neuronsPerBlock); // gate and up may lie in one tensor
        NeuronAxis row = new NeuronAxis(columns, neuronsPerBlock, (int) columns * halves);
        boolean byColumn = columns == neuronsPerBlock && column.found(moved).equals(wanted);
        boolean byRow = rows % neuronsPerBlock == 0 && row.found(moved).equals(wanted);
        if (byColumn == byRow) {
            return null;
        }
        return byColumn ? column : row;
    }

    private BitSet found(Moved moved) {
        BitSet found = new BitSet();
        for (int i = 0; i < moved.count(); i++) {
            found.set(neuron(moved.place(i)));
        }
        return found;
    }

    /** The neuron of an element, from its place in the tensor. */
    int neuron(long place) {
        return (int) (place / stride % count);
    }

    /** The element's place within its neuron. */
    long within(long place) {
        return stride == 1 ? place / count : place / (stride * count) * stride + place % stride;
    }
}
