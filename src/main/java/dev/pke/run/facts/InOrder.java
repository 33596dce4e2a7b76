package dev.pke.run.facts;

import dev.pke.event.Recorded;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Events that are told in several orders, in the one of the log; each read only in its turn. */
public final class InOrder implements Iterator<Recorded> {
    private final PriorityQueue<Ahead> next =
            new PriorityQueue<>(Comparator.comparingLong(Ahead::position));

    /** One order's next event and those behind it. */
    private record Ahead(Recorded event, Iterator<Recorded> rest) {
        long position() {
            return event.position();
        }
    }

    /** Of orders whose positions rise, no two of which hold one event. */
    public InOrder(List<Iterator<Recorded>> orders) {
        orders.forEach(this::follow);
    }

    private void follow(Iterator<Recorded> rest) {
        if (rest.hasNext()) {
            next.add(new Ahead(rest.next(), rest));
        }
    }

    /** Where the next event stands; beyond all positions where there is none. */
    public long position() {
        Ahead first = next.peek();
        return first == null ? Long.MAX_VALUE : first.position();
    }

    @Override
    public boolean hasNext() {
        return !next.isEmpty();
    }

    @Override
    public Recorded next() {
        Ahead first = next.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        follow(first.rest());
        return first.event();
    }
}
