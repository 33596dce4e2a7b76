package dev.pke.diff;

import dev.pke.model.torch.DType;
import dev.pke.model.weights.Change;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.TreeMap;

/**
 * The elements of one tensor that an edit moved, in ascending order: where each lies, and its bits
 * before and after. Its arrays are shared, not copied: don't write.
 */
final class Moved {
    private final Element element;
    private final DType dtype;
    private final List<Long> shape;
    private final long[] places;
    private final long[] before;
    private final long[] after;

    private Moved(Change like, long[] places, long[] before, long[] after) {
        this.dtype = like.dtype();
        this.element = new Element(dtype);
        this.shape = like.shape();
        this.places = places;
        this.before = before;
        this.after = after;
    }

    /** What the changes of one tensor come to, one after the other: first old bits, last new. */
    static @Nullable Moved of(List<Change> changes) {
        if (changes.isEmpty()) {
            return null;
        }
        if (changes.size() == 1) {
            return of(changes.getFirst());
        }
        var bits = new TreeMap<Long, long[]>();
        for (Change each : changes) {
            Moved one = of(each);
            for (int i = 0; i < one.places.length; i++) {
                long old = one.before[i];
                bits.computeIfAbsent(one.places[i], _ -> new long[] {old, old})[1] = one.after[i];
            }
        }
        int n = bits.size();
        var moved = new Moved(changes.getFirst(), new long[n], new long[n], new long[n]);
        int at = 0;
        for (var each : bits.entrySet()) {
            moved.places[at] = each.getKey();
            moved.before[at] = each.getValue()[0];
            moved.after[at++] = each.getValue()[1];
        }
        return moved;
    }

    private static Moved of(Change change) {
        Element element = new Element(change.dtype());
        MemorySegment old = MemorySegment.ofArray(change.before());
        MemorySegment now = MemorySegment.ofArray(change.after());
        long[] named = change.places();
        int kept = change.before().length / change.dtype().bytes();
        int count = Math.toIntExact(change.changed());
        var moved = new Moved(change, new long[count], new long[count], new long[count]);
        int at = 0;
        for (int i = 0; i < kept; i++) {
            long from = element.bits(old, i);
            long to = element.bits(now, i);
            if (named != null || from != to) {
                moved.places[at] = named == null ? i : named[i];
                moved.before[at] = from;
                moved.after[at++] = to;
            }
        }
        return moved;
    }

    DType dtype() {
        return dtype;
    }

    List<Long> shape() {
        return shape;
    }

    int count() {
        return places.length;
    }

    long place(int i) {
        return places[i];
    }

    long before(int i) {
        return before[i];
    }

    long after(int i) {
        return after[i];
    }

    /** The number that bits stand for. */
    double value(long bits) {
        return element.value(bits);
    }

    /** Bits as hexadecimal digits, as many as the element has. */
    String hex(long bits) {
        String digits = Long.toHexString(bits);
        int wide = dtype.bytes() * 2;
        return "0".repeat(Math.max(0, wide - digits.length())) + digits;
    }
}
