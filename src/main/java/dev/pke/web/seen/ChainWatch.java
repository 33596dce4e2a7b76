package dev.pke.web.seen;

import dev.pke.event.EventStore;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.event.merkle.MerkleTree;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Recomputes the hash chain from the first event on and grows the Merkle tree, behind the readers'
 * backs: nobody waits for it but who asks for a proof. The follower writes, any thread reads.
 */
public final class ChainWatch implements AutoCloseable {
    private static final long PATIENCE_NANOS = 15_000_000_000L;
    private static final long GLANCE_NANOS = 1_000_000_000L;

    /** Events between two looks at whether readers are at work: a millisecond or so. */
    private static final int SLICE = 256;

    /** The longest that readers hold a slice up: a server that is never idle still gets on. */
    private static final long COURTESY_MILLIS = 100;

    private final EventStore store;
    private final MerkleTree tree = new MerkleTree();
    private volatile @Nullable Subscription subscription;
    private byte[] hash = HashChain.start();
    private long position;
    private long firstBad;
    private int readers;

    public ChainWatch(EventStore store) {
        this.store = store;
    }

    /** Begins, from the first event on. */
    public void follow() {
        subscription = store.follow(0, this::take);
    }

    private void take(Recorded event) {
        if (!RunEventCodec.types().contains(event.type())) {
            RunEventCodec.decode(event); // says what is wrong, and so ends the subscription
        }
        byte[] next = HashChain.next(hash, event);
        synchronized (this) {
            if (firstBad == 0 && !Arrays.equals(next, event.hash())) {
                firstBad = event.position();
            }
            hash = event.hash();
            tree.add(hash);
            position = event.position();
            notifyAll();
            if (position % SLICE == 0) {
                makeWay();
            }
        }
    }

    /** Waits while answers are being made: where cores are few, each is made twice as fast. */
    private synchronized void makeWay() {
        long deadline = System.nanoTime() + COURTESY_MILLIS * 1_000_000;
        try {
            long left = COURTESY_MILLIS;
            while (readers > 0 && left > 0) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes an answer, while which the check makes way. */
    public <T> T reading(Supplier<T> answer) {
        count(1);
        try {
            return answer.get();
        } finally {
            count(-1);
        }
    }

    private synchronized void count(int more) {
        readers += more;
        notifyAll();
    }

    /** What is known of the chain by now. */
    public Chain chain() {
        return chain(store.head());
    }

    /** What is known of the chain, once it is all of it, or after a moment. */
    public Chain settled() {
        long head = store.head();
        await(head, GLANCE_NANOS);
        return chain(head);
    }

    private synchronized Chain chain(long head) {
        Subscription following = subscription;
        Throwable failure = following == null ? null : following.failure();
        String stopped = failure == null ? "" : Objects.toString(failure.getMessage(), "unknown");
        return new Chain(position, head, firstBad, stopped);
    }

    /** The proof that an event stands in the record as far as that is checked. */
    public synchronized Proof proof(long at) {
        if (!await(at, PATIENCE_NANOS)) {
            throw new Refusal(
                    503,
                    "The record is still being checked, so far up to event %,d of %,d;"
                                    .formatted(position, store.head())
                            + " try again soon.");
        }
        if (at > tree.size()) {
            throw new Refusal(503, "The record can't be read that far; the audit page says why.");
        }
        long size = tree.size();
        return new Proof(size, tree.root(size), tree.inclusion(at - 1, size));
    }

    /** Waits until an event was checked or none will be any more; false if patience ended first. */
    private synchronized boolean await(long wanted, long patienceNanos) {
        long deadline = System.nanoTime() + patienceNanos;
        count(-1); // who waits for the check is nobody it should make way for
        try {
            while (position < wanted) {
                Subscription following = subscription;
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (following != null && following.failure() != null) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                }
                wait(Math.min(left, 250));
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The server is stopping.");
        } finally {
            count(1);
        }
    }

    /** An inclusion proof of RFC 6962: the tree's size and root, the path from leaf to root. */
    @SuppressWarnings("ArrayRecordComponent")
    public // written once, read by one page
    record Proof(long size, byte[] root, List<byte[]> path) {}

    @Override
    public void close() {
        Subscription following = subscription;
        if (following != null) {
            following.close();
        }
    }
}
