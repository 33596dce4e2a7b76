package dev.pke.audit;

import dev.pke.event.Recorded;
import dev.pke.run.DamagedEvent;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The check of a run of neighbouring positions, on one thread. Parts are independent because each
 * begins with the stored hash before it: the chain holds if it holds inside every part.
 */
final class LogPart implements RawLog.Row {
    private final Report report;
    private final EventText text = new EventText();
    private final Map<String, Versions> streams = new HashMap<>();
    private final Map<String, Long> references = new LinkedHashMap<>();
    private final TreeHash tree = new TreeHash();
    private final long[] ids;
    private byte[] before;
    private long next;
    private int seen;
    private byte[] latestStream = new byte[0];
    private @Nullable Versions latest;

    /** First and last version of a stream inside one part, and where the first stands. */
    static final class Versions {
        private final String stream;
        private final long first;
        private final long position;
        private long last;

        Versions(String stream, long first, long position) {
            this.stream = stream;
            this.first = first;
            this.position = position;
            this.last = first - 1;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }

        long position() {
            return position;
        }
    }

    /** The part from {@code first} on, at most {@code capacity} events, behind a hash. */
    LogPart(long first, int capacity, byte[] before, Report report) {
        this.next = first;
        this.ids = new long[capacity];
        this.before = before;
        this.report = report;
    }

    Map<String, Versions> streams() {
        return streams;
    }

    /** Blob digests that events refer to, each with the first event that does. */
    Map<String, Long> references() {
        return references;
    }

    TreeHash tree() {
        return tree;
    }

    /** A 64-bit digest of each event id. */
    long[] ids() {
        return Arrays.copyOf(ids, seen);
    }

    @Override
    public void event(
            long position,
            byte @Nullable [] stream,
            long version,
            byte @Nullable [] eventId,
            byte @Nullable [] type,
            byte @Nullable [] at,
            byte @Nullable [] data,
            byte @Nullable [] hash) {
        if (position != next) {
            report.wrong(next, missing(next, position - 1));
        }
        next = position + 1;
        if (stream == null
                || eventId == null
                || type == null
                || at == null
                || data == null
                || hash == null
                || hash.length != 32) {
            report.wrong(position, "a column is null, or the hash is not 32 bytes");
            before = new byte[32];
            return;
        }
        try {
            if (!Timestamps.isExact(at)) {
                report.wrong(position, "at is not an RFC 3339 UTC time with three decimals");
            }
            CanonicalScan.object(data);
            byte[] own = text.hash(before, position, stream, version, eventId, type, at, data);
            if (!Arrays.equals(own, hash)) {
                report.wrong(
                        position,
                        "its hash does not follow from it and the hash before it:"
                                + " this event, or the order or hash before it, was changed");
            }
            shape(position, stream, version, eventId, type, at, data, hash);
        } catch (CanonicalScan.NotCanonical e) {
            report.wrong(position, "data is not canonical JSON (RFC 8785): " + e.getMessage());
        } catch (CharacterCodingException e) {
            report.wrong(position, "a name is not UTF-8");
        }
        if (seen < ids.length) {
            ids[seen++] = digest(eventId);
        }
        before = hash;
        tree.add(hash);
    }

    /** Says that the part should have gone on to {@code last}. */
    void end(long last) {
        if (next <= last) {
            report.wrong(next, missing(next, last));
        }
    }

    private static String missing(long from, long to) {
        if (to < from) {
            return "position " + (to + 1) + " stands a second time";
        }
        return from == to
                ? "this position is missing: an event was removed"
                : "positions " + from + " to " + to + " are missing: events were removed";
    }

    private void shape(
            long position,
            byte[] stream,
            long version,
            byte[] eventId,
            byte[] type,
            byte[] at,
            byte[] data,
            byte[] hash) {
        Versions own = versions(stream, version, position);
        if (version != own.last + 1) {
            report.wrong(
                    position,
                    "version %d of %s where %d comes next"
                            .formatted(version, own.stream, own.last + 1));
        }
        own.last = version;
        Recorded event =
                new Recorded(
                        position,
                        own.stream,
                        version,
                        new String(eventId, StandardCharsets.UTF_8),
                        new String(type, StandardCharsets.UTF_8),
                        new String(at, StandardCharsets.UTF_8),
                        new String(data, StandardCharsets.UTF_8),
                        hash);
        try {
            for (String digest : References.of(RunEventCodec.decode(event))) {
                references.putIfAbsent(digest, position);
            }
        } catch (DamagedEvent e) {
            report.wrong(position, String.valueOf(e.getMessage()));
        }
    }

    /** Neighbours are mostly of one stream, which then need not be looked up. */
    private Versions versions(byte[] stream, long version, long position) {
        Versions known = latest;
        if (known == null || !Arrays.equals(stream, latestStream)) {
            String name = new String(stream, StandardCharsets.UTF_8);
            known = streams.computeIfAbsent(name, n -> new Versions(n, version, position));
            latest = known;
            latestStream = stream;
        }
        return known;
    }

    /** FNV-1a: equal ids give equal digests; different ones may, and are then looked at. */
    static long digest(byte[] id) {
        long h = 0xcbf29ce484222325L;
        for (byte b : id) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return h;
    }
}
