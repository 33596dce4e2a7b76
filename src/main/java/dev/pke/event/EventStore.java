package dev.pke.event;

import dev.pke.fault.UserError;

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

    /** At most {@code limit} events of a stream after a version, in order. */
    List<Recorded> readStream(String stream, long afterVersion, int limit);

    /** At most {@code limit} events after a position, in order. */
    List<Recorded> readAll(long afterPosition, int limit);

    /** At most {@code limit} events before a position, the latest first. */
    List<Recorded> readBackwards(long beforePosition, int limit);

    /** At most {@code limit} events of a type after a position, in order. */
    List<Recorded> readType(String type, long afterPosition, int limit);

    /** The last position; 0 when empty. */
    long head();

    /**
     * Delivers every event after a position, first those that are recorded, then new ones as they
     * are recorded by this or any other process: in order, each once, one at a time, on a thread of
     * the subscription's own.
     */
    Subscription follow(long afterPosition, Consumer<Recorded> sink);

    @Override
    void close();
}
