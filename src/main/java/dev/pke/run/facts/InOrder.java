package dev.pke.run.facts;

import dev.pke.event.Recorded;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The events of two streams in the order of the log, each read only when it is its turn. */
public final class InOrder implements Iterator<Recorded> {
    private final Iterator<Recorded> one;
    private final Iterator<Recorded> other;
    private @Nullable Recorded first;
    private @Nullable Recorded second;

    public InOrder(Iterator<Recorded> one, Iterator<Recorded> other) {
        this.one = one;
        this.other = other;
        first = following(one);
        second = following(other);
    }

    private static @Nullable Recorded following(Iterator<Recorded> events) {
        return events.hasNext() ? events.next() : null;
    }

    /** Where the next event stands; beyond all positions where there is none. */
    public long position() {
        long here = first == null ? Long.MAX_VALUE : first.position();
        return second == null ? here : Math.min(here, second.position());
    }

    @Override
    public boolean hasNext() {
        return first != null || second != null;
    }

    @Override
    public Recorded next() {
        Recorded here = first;
        Recorded there = second;
        if (here != null && (there == null || here.position() < there.position())) {
            first = following(one);
            return here;
        }
        if (there == null) {
            throw new NoSuchElementException();
        }
        second = following(other);
        return there;
    }
}
