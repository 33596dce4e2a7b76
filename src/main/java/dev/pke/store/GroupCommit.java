package dev.pke.store;

import dev.pke.event.Append;
import dev.pke.event.Bell;
import dev.pke.event.Follower;
import dev.pke.event.IdConflict;
import dev.pke.event.Recorded;
import dev.pke.event.VersionConflict;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one writer thread of a process. It takes all appends that wait, up to a limit, and makes them
 * durable with one commit, so that many writers share the wait for the disk.
 *
 * <p>A group is first tried as a whole, without looking any id up: the table's own unique index
 * finds ids that are taken. Only then, or when a version is not the expected one, are appends
 * looked at one by one, ids before versions.
 */
final class GroupCommit implements AutoCloseable {
    private static final int MOST_WAITING = 1024;
    private static final int MOST_EVENTS = 20_000;
    private static final int PATIENCE = 4;

    /** What a server takes to start anew, with some to spare. */
    private static final List<Long> AGAIN_AFTER_MILLIS = List.of(50L, 500L, 1_000L, 3_000L, 9_000L);

    /** Something for the writer thread to do while a caller waits. */
    sealed interface Pending permits PendingAppend, PendingWrite {
        /** Lets the caller go on with an exception. */
        void fail(RuntimeException reason);
    }

    private final Database database;
    private final Clock clock;
    private final Bell bell;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean done;
    private @Nullable EventWriter writer;
    private int lastGroup;
    private long commitNanos;
    private @Nullable Pending held; // taken from the queue, of another kind than those before it

    GroupCommit(Database database, Clock clock, Bell bell) {
        this.database = database;
        this.clock = clock;
        this.bell = bell;
        this.thread = Thread.ofPlatform().daemon().name("store-writer").start(this::run);
    }

    /** Appends and waits until it is durable. */
    List<Recorded> append(Append append) {
        PendingAppend pending = new PendingAppend(append);
        enqueue(pending);
        return pending.await();
    }

    /** Runs a transaction on other tables than the log; whether it was committed. */
    CompletableFuture<Boolean> write(PendingWrite.Statements statements) {
        PendingWrite pending = new PendingWrite(statements);
        enqueue(pending);
        return pending.answer();
    }

    private void enqueue(Pending pending) {
        boolean interrupted = false;
        while (true) {
            if (closed) {
                throw new UserError(database.place() + ": the store is closed");
            }
            try {
                waiting.put(pending);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (done) {
            refuseWaiting(); // the writer may have looked for the last time
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<PendingAppend> group = new ArrayList<>();
        while (!closed || held != null || !waiting.isEmpty()) {
            group.clear();
            try {
                collect(group);
            } catch (InterruptedException e) {
                // close() asks to look at the flag; what is collected is written all the same
            }
            if (!group.isEmpty()) {
                write(group);
            } else if (held instanceof PendingWrite other) {
                held = null;
                write(other);
            }
        }
        EventWriter.discard(writer);
        done = true;
        refuseWaiting();
    }

    /**
     * Takes the appends that wait, up to the limit or to something else that waits. Those whom the
     * last commit let go are likely to come back in a moment: waiting for as many as then, for a
     * fraction of what a commit takes, saves most of them a whole commit.
     */
    private void collect(List<PendingAppend> group) throws InterruptedException {
        Pending next = held;
        held = null;
        if (next == null) {
            next = closed ? waiting.poll() : waiting.take();
        }
        long patience = System.nanoTime() + commitNanos / PATIENCE;
        int events = 0;
        while (next instanceof PendingAppend append && events < MOST_EVENTS) {
            group.add(append);
            events += append.append().events().size();
            next = waiting.poll();
            if (next == null && group.size() < lastGroup && !closed) {
                next = waiting.poll(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
        held = next;
        lastGroup = group.size();
    }

    private EventWriter writer() throws SQLException {
        EventWriter open = writer == null ? new EventWriter(database, clock) : writer;
        writer = open;
        return open;
    }

    private void write(PendingWrite other) {
        try {
            other.succeed(writer().transact(other.statements()));
        } catch (SQLException e) {
            failAll(List.of(other), database.fault(e));
        } catch (RuntimeException e) {
            failAll(List.of(other), e);
        } catch (Error e) {
            failAll(List.of(other), new IllegalStateException("the store's writer failed", e));
        }
    }

    private void write(List<PendingAppend> group) {
        long head;
        try {
            head = committed(group);
        } catch (SQLException e) {
            failAll(group, database.fault(e));
            return;
        } catch (RuntimeException e) {
            failAll(group, e);
            return;
        } catch (Error e) {
            failAll(group, new IllegalStateException("the store's writer failed", e));
            return;
        }
        bell.ring(head);
        group.forEach(PendingAppend::publish);
    }

    private long committed(List<PendingAppend> group) throws SQLException {
        long start = System.nanoTime();
        long head;
        try {
            EventWriter open = writer();
            open.begin();
            if (!together(open, group)) {
                decideAll(open, group);
            }
            head = open.commit();
        } catch (SQLException e) {
            head = committedAgain(group, e);
        }
        commitNanos = System.nanoTime() - start;
        return head;
    }

    /** Where the connection was lost, nobody knows whether it was committed: ids tell. */
    private long committedAgain(List<PendingAppend> group, SQLException first) throws SQLException {
        SQLException lost = first;
        for (long millis : AGAIN_AFTER_MILLIS) {
            if (!database.isLost(lost)) {
                break;
            }
            forget();
            try {
                Thread.sleep(millis);
                EventWriter open = writer();
                open.begin();
                decideAll(open, group);
                return open.commit();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // close() is in a hurry
                break;
            } catch (SQLException e) {
                lost = e;
            }
        }
        throw lost;
    }

    private static void decideAll(EventWriter open, List<PendingAppend> group) throws SQLException {
        for (PendingAppend pending : group) {
            decide(open, pending);
        }
    }

    private void forget() {
        EventWriter.discard(writer);
        writer = null;
    }

    private void failAll(List<? extends Pending> group, RuntimeException reason) {
        // whatever state the connection is in, a new one starts from the file
        forget();
        group.forEach(pending -> pending.fail(reason));
    }

    /** False, with nothing written, if the table's guard refused an event of the group. */
    private boolean together(EventWriter open, List<PendingAppend> group) throws SQLException {
        try {
            for (PendingAppend pending : group) {
                Append append = pending.append();
                if (append.expected().admits(open.version(append.stream()))) {
                    pending.accept(open.add(append));
                } else {
                    decide(open, pending);
                }
            }
            open.send();
            return true;
        } catch (SQLException e) {
            if (!database.isConstraint(e)) {
                throw e;
            }
            open.beginAgain();
            return false;
        }
    }

    private static void decide(EventWriter open, PendingAppend pending) throws SQLException {
        Append append = pending.append();
        try {
            List<Recorded> before = open.alreadyRecorded(append);
            if (before.isEmpty()) {
                append.checkVersion(open.version(append.stream()));
                pending.accept(open.add(append));
            } else {
                pending.accept(before);
            }
        } catch (VersionConflict | IdConflict conflict) {
            pending.refuse(conflict);
        }
    }

    private void refuseWaiting() {
        Pending pending = waiting.poll();
        while (pending != null) {
            pending.fail(new UserError(database.place() + ": the store is closed"));
            pending = waiting.poll();
        }
    }

    /** Writes what waits, then ends the thread. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Follower.join(thread);
    }
}
