package dev.pke.event;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only log of events in streams, with one global order and a hash chain over it. Safe for
 * use by any threads; an append that has returned is durable and seen by every later read.
 */
public interface EventStore extends AutoCloseable {
    /**
     * Appends events to the end of a stream, all or nothing, and answers how they were recorded.
     * Idempotent: if all their ids are already recorded with the same content, nothing is written
     * and the answer is as before, whatever the expected version.
     *
     * @throws VersionConflict if the stream's last version is not the expected one
     * @throws IdConflict if an event id is recorded with other content
     * @throws IllegalArgumentException if a limit of {@link Limits} is passed
     * @throws UserError if the disk is full or not writable
     */
    List<Recorded> append(String stream, ExpectedVersion expected, List<NewEvent> events);

    /** All events of a stream, in order. */
    default Iterable<Recorded> stream(String stream) {
        return stream(stream, 0);
    }

    /** All events of a stream after a version, in order, as {@link Paging} reads them. */
    default Iterable<Recorded> stream(String stream, long afterVersion) {
        return new Paging(
                afterVersion,
                Recorded::version,
                (after, limit) -> readStream(stream, after, limit));
    }

    /** All events after a position, in order, as {@link Paging} reads them. */
    default Iterable<Recorded> all(long afterPosition) {
        return new Paging(afterPosition, Recorded::position, this::readAll);
    }

    /** All events of a type, in order. */
    default Iterable<Recorded> ofType(String type) {
        return ofType(type, 0);
    }

    /** All events of a type after a position, in order, as {@link Paging} reads them. */
    default Iterable<Recorded> ofType(String type, long afterPosition) {
        return new Paging(
                afterPosition, Recorded::position, (after, limit) -> readType(type, after, limit));
    }

    /** The event at a position, or null where there is none. */
    default @Nullable Recorded at(long position) {
        List<Recorded> found = position < 1 ? List.of() : readAll(position - 1, 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** One page: at most {@code limit} events of a stream after a version, in order. */
    List<Recorded> readStream(String stream, long afterVersion, int limit);

    /** One page: at most {@code limit} events after a position, in order. */
    List<Recorded> readAll(long afterPosition, int limit);

    /** One page: at most {@code limit} events before a position, the latest first. */
    List<Recorded> readBackwards(long beforePosition, int limit);

    /** One page: at most {@code limit} events of a type after a position, in order. */
    List<Recorded> readType(String type, long afterPosition, int limit);

    /** The last event of a stream, or null where it has none. */
    default @Nullable Recorded last(String stream) {
        Recorded last = null;
        for (Recorded each : stream(stream)) {
            last = each;
        }
        return last;
    }

    /** The last position; 0 when empty. */
    long head();

    /** The blobs that events refer to, as far as they lie beside this log. */
    default Blobs blobs() {
        return Blobs.none();
    }

    /**
     * Delivers every event after a position, first those that are recorded, then new ones as they
     * are recorded by this or any other process: in order, each once, one at a time, on a thread of
     * the subscription's own.
     */
    Subscription follow(long afterPosition, Consumer<Recorded> sink);

    @Override
    void close();
}
