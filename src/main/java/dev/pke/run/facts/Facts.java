package dev.pke.run.facts;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.Told;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The facts of a run in the order they were told. What asks for one kind of them need not go
 * through a million steps for it.
 */
public final class Facts extends AbstractList<Told<Fact>> implements RandomAccess {
    private static final Facts NONE = new Facts(List.of());
    private static final int LIGHT = 8; // a step weighs an eighth of an answer with its texts

    private final List<Piece> pieces;
    private final int[] starts;
    private final int size;

    private Facts(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        starts = new int[pieces.size()];
        int sum = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = sum;
            sum += pieces.get(i).size();
        }
        size = sum;
    }

    /** A fact and its index. */
    public record Placed(int index, Told<Fact> told) {}

    /** Indices that follow each other. */
    public record Span(int from, int size) {}

    /** Positions without a gap between them. */
    public record Range(long first, long last) {}

    /** Before the first. */
    public static Facts none() {
        return NONE;
    }

    static Facts of(List<Piece> pieces) {
        return new Facts(pieces);
    }

    List<Piece> pieces() {
        return pieces;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Told<Fact> get(int index) {
        int piece = piece(index);
        return pieces.get(piece).get(index - starts[piece]);
    }

    /** Whether both are one list, told without looking at what is in them. */
    @SuppressWarnings("ReferenceEquality") // comparing a million facts is what this saves
    public boolean isSame(Facts other) {
        return this == other;
    }

    /** Where a fact stands, without making it. */
    public long position(int index) {
        int piece = piece(index);
        return pieces.get(piece).position(index - starts[piece]);
    }

    private int piece(int index) {
        Objects.checkIndex(index, size);
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** How many facts stand at a position or before it. */
    public int upTo(long position) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position(middle) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first so many of them. */
    public Facts first(int count) {
        List<Piece> kept = new ArrayList<>();
        for (int i = 0; i < starts.length && starts[i] < count; i++) {
            Piece each = pieces.get(i);
            int inside = count - starts[i];
            kept.add(inside >= each.size() ? each : each.first(inside));
        }
        return new Facts(kept);
    }

    /** Their positions, in as few ranges as hold them. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        long first = 0;
        long last = -1;
        for (Piece piece : pieces) {
            for (int i = 0; i < piece.size(); i++) {
                long position = piece.position(i);
                if (position != last + 1) {
                    if (last >= first) {
                        ranges.add(new Range(first, last));
                    }
                    first = position;
                }
                last = position;
            }
        }
        if (last >= first) {
            ranges.add(new Range(first, last));
        }
        return ranges;
    }

    /** All but the steps. */
    public List<Placed> others() {
        List<Placed> others = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            if (pieces.get(i) instanceof Piece.Whole whole) {
                for (int k = 0; k < whole.size(); k++) {
                    others.add(new Placed(starts[i] + k, whole.get(k)));
                }
            }
        }
        return others;
    }

    /** The steps, column by column. */
    public List<Steps> steps() {
        return pieces.stream().filter(Steps.class::isInstance).map(Steps.class::cast).toList();
    }

    /** Where the steps stand. */
    public List<Span> stepSpans() {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            if (pieces.get(i) instanceof Steps steps) {
                spans.add(new Span(starts[i], steps.size()));
            }
        }
        return spans;
    }

    /** The steps as a list that makes each when it is asked for. */
    public List<Told<StepTaken>> stepsTold() {
        return new StepList(steps());
    }

    /** What they weigh in memory, in facts as they were decoded. */
    public int weight() {
        int steps = stepSpans().stream().mapToInt(Span::size).sum();
        return size - steps + steps / LIGHT;
    }
}
