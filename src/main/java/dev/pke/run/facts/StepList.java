package dev.pke.run.facts;

import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.Told;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Edit steps, each made when it is asked for. */
final class StepList extends AbstractList<Told<StepTaken>> implements RandomAccess {
    private final List<Steps> pieces;
    private final int size;

    StepList(List<Steps> pieces) {
        this.pieces = pieces;
        size = pieces.stream().mapToInt(Steps::size).sum();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Told<StepTaken> get(int index) {
        int inside = Objects.checkIndex(index, size);
        for (Steps each : pieces) {
            if (inside < each.size()) {
                return each.step(inside);
            }
            inside -= each.size();
        }
        throw new IndexOutOfBoundsException(index);
    }
}
