package dev.pke.web.page;

import dev.pke.event.EventStore;
import dev.pke.event.HashChain;
import dev.pke.event.MerkleTree;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.run.Entries;
import dev.pke.run.RunSummary;
import dev.pke.run.Streams;
import dev.pke.run.SummaryFold;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Every run's line, kept current by following the log from its beginning; on the way it recomputes
 * the hash chain and grows the Merkle tree, so that it can say up to where the record holds. The
 * follower writes, any thread reads.
 */
public final class Shelf implements AutoCloseable {
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    private final Map<String, Entries<RunSummary>> runs = new HashMap<>();
    private final MerkleTree tree = new MerkleTree();
    private final SummaryFold fold = new SummaryFold();
    private final Consumer<Recorded> listener;
    private volatile @Nullable Subscription subscription;
    private byte[] hash = HashChain.start();
    private long position;
    private long firstBad;
    private long startHead = Long.MAX_VALUE;

    /** {@code listener} hears each event after it was taken in. */
    public Shelf(Consumer<Recorded> listener) {
        this.listener = listener;
    }

    /** Begins to follow, from the first event on. */
    public void follow(EventStore store) {
        synchronized (this) {
            startHead = store.head();
        }
        subscription = store.follow(0, this::take);
    }

    private void take(Recorded event) {
        synchronized (this) {
            String run = Streams.runOf(event.stream());
            if (run != null) {
                Entries<RunSummary> before = runs.getOrDefault(run, fold.initial());
                runs.put(run, fold.apply(before, event));
            }
            hash = HashChain.next(hash, event);
            if (firstBad == 0 && !Arrays.equals(hash, event.hash())) {
                firstBad = event.position();
            }
            hash = event.hash();
            tree.add(event.hash());
            position = event.position();
            notifyAll();
        }
        listener.accept(event);
    }

    /** All runs, the newest first; after a start this waits for what was there already. */
    public synchronized List<RunSummary> runs() {
        await(() -> startHead);
        List<RunSummary> all = new ArrayList<>();
        for (Entries<RunSummary> each : runs.values()) {
            RunSummary summary = SummaryFold.summary(each);
            if (summary != null) {
                all.add(summary);
            }
        }
        all.sort(
                Comparator.comparingLong((RunSummary run) -> run.timing().startedPosition())
                        .reversed());
        return all;
    }

    synchronized @Nullable RunSummary run(String id) {
        Entries<RunSummary> entries = runs.get(id);
        return entries == null ? null : SummaryFold.summary(entries);
    }

    /** How far the record has been read, and the first position whose hash does not fit. */
    public synchronized Chain chain() {
        Subscription following = subscription;
        Throwable failure = following == null ? null : following.failure();
        String stopped = failure == null ? "" : Objects.toString(failure.getMessage(), "unknown");
        return new Chain(position, firstBad, stopped);
    }

    /** The proof that an event stands in the record as it is now. */
    public synchronized Proof proof(long at) {
        await(() -> at);
        if (at > tree.size()) {
            throw new Refusal(503, "The record can't be read that far; the audit page says why.");
        }
        long size = tree.size();
        return new Proof(size, tree.root(size), tree.inclusion(at - 1, size));
    }

    /** Waits until an event was taken in, as long as reading goes on and patience lasts. */
    private synchronized void await(LongSupplier wanted) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (position < wanted.getAsLong()) {
                Subscription following = subscription;
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (following != null && following.failure() != null) {
                    return;
                }
                if (left <= 0) {
                    throw new Refusal(503, "The record is still being read; try again soon.");
                }
                wait(Math.min(left, 250));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The server is stopping.");
        }
    }

    /** An inclusion proof of RFC 6962: the tree's size and root, the path from leaf to root. */
    @SuppressWarnings("ArrayRecordComponent") // written once, read by one page
    record Proof(long size, byte[] root, List<byte[]> path) {}

    @Override
    public void close() {
        Subscription following = subscription;
        if (following != null) {
            following.close();
        }
    }
}
