package dev.pke.conformance;

import dev.pke.model.weights.Change;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a delta adds to a tensor, as numbers; zeros where nothing changed. */
final class DeltaNumbers {
    private DeltaNumbers() {}

    /** after - before of every element of the tensor, or nothing where it did not change. */
    static double[] whole(Delta delta, String name) {
        Change change = delta.changes().get(name);
        if (change == null) {
            return new double[0];
        }
        long elements = change.shape().stream().reduce(1L, Math::multiplyExact);
        double[] out = new double[Math.toIntExact(elements)];
        ByteBuffer before = ByteBuffer.wrap(change.before()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer after = ByteBuffer.wrap(change.after()).order(ByteOrder.LITTLE_ENDIAN);
        long[] places = change.places();
        int width = change.dtype().bytes();
        for (int i = 0; i < change.before().length / width; i++) {
            double moved =
                    change.dtype().number(after, i * width)
                            - change.dtype().number(before, i * width);
            out[places == null ? i : Math.toIntExact(places[i])] = moved;
        }
        return out;
    }

    /** How many elements of the tensor changed. */
    static int changed(Delta delta, String name) {
        Change change = delta.changes().get(name);
        return change == null ? 0 : Math.toIntExact(change.changed());
    }

    /** The columns of a region, (hidden, neurons), of a tensor laid out (hidden, intermediate). */
    static double[] columns(Delta delta, String name, Region region, int intermediate) {
        double[] all = whole(delta, name);
        int kept = region.neurons().size();
        double[] out = new double[all.length / intermediate * kept];
        for (int i = 0; i < out.length; i++) {
            out[i] = all[i / kept * intermediate + region.neurons().get(i % kept)];
        }
        return out;
    }

    /**
     * The rows of a region, turned over to (hidden, neurons), of one laid out (intermediate,
     * hidden).
     */
    static double[] rows(Delta delta, String name, Region region, int hidden) {
        double[] all = whole(delta, name);
        int kept = region.neurons().size();
        double[] out = new double[all.length == 0 ? 0 : hidden * kept];
        for (int i = 0; i < out.length; i++) {
            out[i] = all[region.neurons().get(i % kept) * hidden + i / kept];
        }
        return out;
    }
}
