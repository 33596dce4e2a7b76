package dev.pke.event;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;

/**
 * Events in order, read from a store a page at a time and only as they are asked for. Ends where
 * the store had no more when it was last asked; iterating again reads again. The first page is
 * small, so that looking at one event costs little, and each is four times the one before.
 *
 * @param after reading begins behind this place
 * @param place what tells an event's place: its position or its version
 */
record Paging(long after, ToLongFunction<Recorded> place, Read read) implements Iterable<Recorded> {
    private static final int FIRST = 16;
    private static final int LARGEST = 4_096; // of ~500 bytes each: a few megabytes at most

    /** Reads a page: at most {@code limit} events behind a place. */
    @FunctionalInterface
    interface Read {
        List<Recorded> after(long place, int limit);
    }

    @Override
    public Iterator<Recorded> iterator() {
        return new Cursor();
    }

    private final class Cursor implements Iterator<Recorded> {
        private long reached = after;
        private int size = FIRST;
        private boolean last;
        private Iterator<Recorded> page = List.<Recorded>of().iterator();

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                List<Recorded> next = read.after(reached, size);
                last = next.size() < size;
                size = Math.min(LARGEST, 4 * size);
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public Recorded next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Recorded event = page.next();
            reached = place.applyAsLong(event);
            return event;
        }
    }
}
