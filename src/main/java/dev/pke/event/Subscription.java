package dev.pke.event;

import org.jspecify.annotations.Nullable;

/** A running {@link EventStore#follow}; closing it ends the deliveries. */
public interface Subscription extends AutoCloseable {
    /** The position of the last event whose delivery returned. */
    long position();

    /** What ended the deliveries: an exception of the sink or of the store; null if nothing. */
    @Nullable Throwable failure();

    /** Returns when no delivery is under way any more, unless called from within one. */
    @Override
    void close();
}
