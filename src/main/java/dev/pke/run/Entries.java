package dev.pke.run;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The state of a read model: an immutable list of entries that shares its past, so that adding one
 * takes constant time and memory and every earlier state stays as it was.
 */
public final class Entries<E extends Entry> {
    private final @Nullable E last;
    private final @Nullable Entries<E> rest;
    private final int size;

    private Entries(@Nullable E last, @Nullable Entries<E> rest, int size) {
        this.last = last;
        this.rest = rest;
        this.size = size;
    }

    public static <E extends Entry> Entries<E> empty() {
        return new Entries<>(null, null, 0);
    }

    public static <E extends Entry> Entries<E> of(List<? extends E> entries) {
        Entries<E> all = empty();
        for (E each : entries) {
            all = all.plus(each);
        }
        return all;
    }

    public Entries<E> plus(E entry) {
        return new Entries<>(entry, this, size + 1);
    }

    /** The same without the entries that match; itself where none does. */
    public Entries<E> without(Predicate<E> match) {
        List<E> kept = list().stream().filter(match.negate()).toList();
        return kept.size() == size ? this : of(kept);
    }

    /** The newest entry, or null where there is none. */
    public @Nullable E last() {
        return last;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** All entries, oldest first. */
    public List<E> list() {
        List<E> all = new ArrayList<>(size);
        for (Entries<E> at = this; at != null && at.last != null; at = at.rest) {
            all.add(at.last);
        }
        Collections.reverse(all);
        return Collections.unmodifiableList(all);
    }

    @SuppressWarnings("ReferenceEquality") // the shared past is the same object
    boolean isOneMoreThan(Entries<E> before) {
        return rest == before;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entries<?> that && list().equals(that.list());
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
