package dev.pke.diff;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The elements of one tensor that either of two edits moved, in ascending order, with their bits in
 * both models. Held as arrays: an edit of a large model has millions.
 */
public final class PairedValues {
    static final PairedValues NONE = new PairedValues(null, null, 0);

    private final @Nullable Moved like;
    private final @Nullable NeuronAxis axis;
    private final long[] places;
    private final Mover[] movers;
    private final long[] bitsA;
    private final long[] bitsB;

    private PairedValues(@Nullable Moved like, @Nullable NeuronAxis axis, int count) {
        this.like = like;
        this.axis = axis;
        places = new long[count];
        movers = new Mover[count];
        bitsA = new long[count];
        bitsB = new long[count];
    }

    /** Both edits' elements in one list; what one of them left alone has the other's old bits. */
    static PairedValues of(@Nullable Moved left, @Nullable Moved right, @Nullable NeuronAxis axis) {
        int most = (left == null ? 0 : left.count()) + (right == null ? 0 : right.count());
        var all = new PairedValues(left == null ? right : left, axis, most);
        int i = 0;
        int j = 0;
        int n = 0;
        while (i + j < most) {
            long p = left == null || i >= left.count() ? Long.MAX_VALUE : left.place(i);
            long q = right == null || j >= right.count() ? Long.MAX_VALUE : right.place(j);
            if (left != null && p <= q) {
                all.bitsA[n] = left.after(i);
                all.bitsB[n] = left.before(i++);
            }
            if (right != null && q <= p) {
                all.bitsA[n] = p == q ? all.bitsA[n] : right.before(j);
                all.bitsB[n] = right.after(j++);
            }
            all.places[n] = Math.min(p, q);
            all.movers[n++] = p == q ? Mover.BOTH : p < q ? Mover.A : Mover.B;
        }
        return all.cut(n);
    }

    private PairedValues cut(int count) {
        var cut = new PairedValues(like, axis, count);
        System.arraycopy(places, 0, cut.places, 0, count);
        System.arraycopy(movers, 0, cut.movers, 0, count);
        System.arraycopy(bitsA, 0, cut.bitsA, 0, count);
        System.arraycopy(bitsB, 0, cut.bitsB, 0, count);
        return cut;
    }

    public int count() {
        return places.length;
    }

    /** Elements whose bits differ. */
    public long differing() {
        long count = 0;
        for (int i = 0; i < places.length; i++) {
            count += bitsA[i] == bitsB[i] ? 0 : 1;
        }
        return count;
    }

    /** One element. */
    public PairedValue value(int i) {
        if (like == null) {
            throw new IndexOutOfBoundsException(i);
        }
        long place = places[i];
        return new PairedValue(
                place,
                neuron(i),
                axis == null ? place : axis.within(place),
                movers[i],
                like.hex(bitsA[i]),
                like.hex(bitsB[i]),
                like.value(bitsA[i]),
                like.value(bitsB[i]));
    }

    private int neuron(int i) {
        return axis == null ? -1 : axis.neuron(places[i]);
    }

    /** The elements of one neuron. */
    public List<PairedValue> of(int neuron) {
        List<PairedValue> found = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (neuron(i) == neuron) {
                found.add(value(i));
            }
        }
        return found;
    }

    /** The neurons that an edit moved, the most different first; none where none are known. */
    public List<PairedPart> neurons() {
        Map<Integer, Tally> tallies = new TreeMap<>();
        for (int i = 0; i < places.length && axis != null; i++) {
            tallies.computeIfAbsent(neuron(i), _ -> new Tally()).add(i);
        }
        List<PairedPart> neurons = new ArrayList<>();
        tallies.forEach((neuron, tally) -> neurons.add(tally.done(neuron)));
        neurons.sort(Comparator.comparingDouble(PairedPart::l2).reversed());
        return neurons;
    }

    /** All of them as one part. */
    public PairedPart whole() {
        Tally tally = new Tally();
        for (int i = 0; i < places.length; i++) {
            tally.add(i);
        }
        return tally.done(-1);
    }

    /** Counts and sums while they grow. */
    private final class Tally {
        private long onlyA;
        private long onlyB;
        private long both;
        private long differing;
        private double squares;
        private double base;
        private double largest;

        private void add(int i) {
            Moved known = like;
            if (known == null) {
                return;
            }
            switch (movers[i]) {
                case A -> onlyA++;
                case B -> onlyB++;
                case BOTH -> both++;
            }
            differing += bitsA[i] == bitsB[i] ? 0 : 1;
            double a = known.value(bitsA[i]);
            double difference = known.value(bitsB[i]) - a;
            if (Double.isFinite(difference)) {
                squares += difference * difference;
                base += a * a;
                largest = Math.max(largest, Math.abs(difference));
            }
        }

        private PairedPart done(int neuron) {
            double l2 = Math.sqrt(squares);
            return new PairedPart(
                    neuron,
                    onlyA,
                    onlyB,
                    both,
                    differing,
                    l2,
                    largest,
                    base == 0 ? 0 : l2 / Math.sqrt(base));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PairedValues that
                && Arrays.equals(places, that.places)
                && Arrays.equals(bitsA, that.bitsA)
                && Arrays.equals(bitsB, that.bitsB);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places);
    }
}
