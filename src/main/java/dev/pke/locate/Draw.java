package dev.pke.locate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Seeded draws without repetition: the same seed draws the same everywhere. */
final class Draw {
    private final SplittableRandom random;

    private Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    static Draw of(long seed) {
        return new Draw(seed);
    }

    /** {@code count} different numbers of 0 .. limit - 1, none of them in {@code not}. */
    List<Integer> distinct(int count, int limit, Collection<Integer> not) {
        Set<Integer> taken = new HashSet<>(not);
        if (limit - taken.size() < count) {
            throw new IllegalArgumentException(
                    "cannot draw " + count + " of " + limit + " without " + taken.size());
        }
        List<Integer> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            int next = random.nextInt(limit);
            if (taken.add(next)) {
                drawn.add(next);
            }
        }
        return drawn;
    }
}
