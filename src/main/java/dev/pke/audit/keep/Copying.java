package dev.pke.audit.keep;

import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHeads;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.event.merkle.MerkleFrontier;
import dev.pke.fault.UserError;
import dev.pke.run.References;
import dev.pke.run.RunEventCodec;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A copy of a record as it stood when the copy began, bit for bit: event by event with their times
 * and hashes, every blob before the event that refers to it, and the heads that were signed. A copy
 * that was made earlier, or broken off, is gone on with.
 *
 * <p>It is consistent though others write meanwhile: a log only grows, so what lies before a
 * position stays as it is, and a blob is there before an event refers to it.
 */
public final class Copying {
    private static final int AT_ONCE = 2_000;
    private static final int MOST_CHARACTERS = 8 << 20;

    private final Home from;
    private final Home to;
    private final MerkleFrontier tree = new MerkleFrontier();
    private final Set<String> seen = new HashSet<>();
    private final List<Recorded> waiting = new ArrayList<>();
    private byte @Nullable [] first;
    private long characters;
    private long added;
    private long blobs;
    private long absent;

    /**
     * What came of it.
     *
     * @param head of the copy, and of the original when it was read
     * @param events that were added
     * @param blobs that were added
     * @param absent blobs that the original does not hold itself
     */
    public record Copied(Head head, long events, long blobs, long absent) {
        @Override
        public String toString() {
            String lacking = absent == 0 ? "" : ", %,d were not here".formatted(absent);
            return ": %,d events, %,d of them new; %,d blobs copied%s%n%s"
                    .formatted(head.size(), events, blobs, lacking, head.text().strip());
        }
    }

    private Copying(Home from, Home to) {
        this.from = from;
        this.to = to;
    }

    /** Copies; {@link UserError} if the other record is none, or another one. */
    public static Copied copy(Home from, Home to) {
        return new Copying(from, to).all();
    }

    private Copied all() {
        long end = from.store().head();
        long there = to.store().head();
        if (there > end) {
            throw new UserError(
                    "the copy holds %d events and the original %d: these are two records"
                            .formatted(there, end));
        }
        byte[] hash = HashChain.start();
        for (Recorded event : from.store().all(0)) {
            if (event.position() > end) {
                break;
            }
            hash = checked(event, hash);
            if (event.position() == there) {
                mustBeThere(event);
            }
            if (event.position() > there) {
                take(event);
            }
        }
        flush();
        SignedHeads heads = SignedHeads.of(to.dir());
        SignedHeads.of(from.dir()).all().stream()
                .filter(head -> head.head().size() <= end)
                .forEach(heads::keep);
        to.storeRuns();
        return new Copied(new Head(Head.originOf(first), end, tree.root()), added, blobs, absent);
    }

    /** No damage is handed on as if it were whole. */
    private byte[] checked(Recorded event, byte[] before) {
        byte[] hash = HashChain.next(before, event);
        if (!Arrays.equals(hash, event.hash())) {
            throw new UserError(
                    "the chain breaks at event %d; pke verify says more"
                            .formatted(event.position()));
        }
        if (first == null) {
            first = hash;
        }
        tree.add(hash);
        return hash;
    }

    private void mustBeThere(Recorded event) {
        if (!event.equals(to.store().at(event.position()))) {
            throw new UserError(
                    "event %d is another one in the copy: these are two records"
                            .formatted(event.position()));
        }
    }

    private void take(Recorded event) {
        for (String digest : References.of(RunEventCodec.decode(event))) {
            if (seen.add(digest)) {
                blob(digest);
            }
        }
        waiting.add(event);
        added++;
        characters += event.data().length();
        if (waiting.size() == AT_ONCE || characters > MOST_CHARACTERS) {
            flush();
        }
    }

    private void blob(String digest) {
        if (to.blobs().has(digest)) {
            return;
        }
        if (!from.blobs().has(digest)) {
            absent++;
            return;
        }
        try (InputStream in = from.blobs().open(digest)) {
            to.blobs().put(in);
            blobs++;
        } catch (IOException e) {
            throw new UserError("blob " + digest + " can't be copied: " + e, e);
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            to.store().adopt(waiting);
            waiting.clear();
            characters = 0;
        }
    }
}
