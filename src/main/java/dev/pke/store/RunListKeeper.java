package dev.pke.store;

import dev.pke.event.Bell;
import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps the stored list of runs up with what this process appends, on a thread of its own, by
 * compare-and-set on the position that the list has reached: of several processes, one wins each
 * step and the others go on from there. What it does not come to, readers fold for themselves, so
 * that a disk that is full, say, only delays it.
 */
final class RunListKeeper implements AutoCloseable {
    private final Bell milestones;
    private final RunRows rows;
    private final SqlEventStore store;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable RunList list;
    private long stored;

    /** Starts; {@code milestones} rings when an event was appended that belongs in the list. */
    RunListKeeper(SqlEventStore store, Bell milestones) {
        this.store = store;
        this.milestones = milestones;
        this.rows = new RunRows(store);
        this.thread = Thread.ofPlatform().daemon().name("run-list").start(this::run);
    }

    private void run() {
        try {
            long kept = 0; // nothing until it rings: whoever only reads is not kept from it
            while (true) {
                long wakes = milestones.wakes();
                if (closed) {
                    return;
                }
                milestones.awaitBeyond(kept, wakes);
                kept = closed ? kept : keepUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The position beyond which there is something to do again. */
    private long keepUp() {
        long head = Long.MAX_VALUE;
        try {
            head = store.head();
            catchUp();
        } catch (UserError refused) {
            return head; // appends meet the same refusal and say it; the next is time to try again
        }
        return head;
    }

    /** Stores the list as it is now. */
    synchronized void catchUp() {
        try {
            while (!advance()) {
                list = null; // another process was faster: on from what it has stored
            }
        } catch (RuntimeException refused) {
            list = null; // what was folded is not stored
            throw refused;
        }
    }

    private boolean advance() {
        RunList known = list;
        boolean anew = false;
        if (known == null) {
            RunRows.Stored found = rows.read();
            known = new RunList(store, found.lines());
            anew = found.lines().isEmpty();
            list = known;
            stored = found.reached();
        }
        List<RunSummary> changed = known.refresh();
        if (changed.isEmpty()) {
            return true;
        }
        boolean done = settle(anew ? rows.replace(stored, changed) : rows.advance(stored, changed));
        stored = known.position();
        return done;
    }

    private static boolean settle(CompletableFuture<Boolean> transaction) {
        try {
            return transaction.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** Stores what is left, then ends. */
    @Override
    public void close() {
        closed = true;
        milestones.wake();
        try {
            thread.join();
            catchUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UserError refused) {
            return; // readers fold what is missing
        }
    }
}
