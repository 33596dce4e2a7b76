package dev.pke.audit;

import org.jspecify.annotations.Nullable;

/**
 * A row of the event table as it lies in the file: bytes, none of them believed.
 *
 * @param sound whether every column has the storage type and a length that an event's has; where
 *     not, the columns are null
 */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
record RawEvent(
        long position,
        boolean sound,
        byte @Nullable [] stream,
        long version,
        byte @Nullable [] eventId,
        byte @Nullable [] type,
        byte @Nullable [] at,
        byte @Nullable [] data,
        byte @Nullable [] hash) {}
