package dev.pke.event;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An event as the store holds it: its canonical JSON and its envelope.
 *
 * @param position place in the whole log, from 1, without gaps
 * @param version place in its stream, from 1, without gaps
 * @param at when the store accepted it: RFC 3339, UTC, exactly three decimals
 * @param data RFC 8785 text of an object
 * @param hash 32 bytes of the chain, see {@link HashChain}; copied in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Recorded(
        long position,
        String stream,
        long version,
        String eventId,
        String type,
        String at,
        String data,
        byte[] hash) {
    public Recorded {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(data, "data");
        hash = hash.clone();
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /** The hash in lower-case hexadecimal. */
    public String hashHex() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recorded that
                && position == that.position
                && version == that.version
                && stream.equals(that.stream)
                && eventId.equals(that.eventId)
                && type.equals(that.type)
                && at.equals(that.at)
                && data.equals(that.data)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash) * 31 + Long.hashCode(position);
    }

    @Override
    public String toString() {
        return position + " " + stream + "@" + version + " " + type + " " + eventId;
    }
}
