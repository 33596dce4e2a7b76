package dev.pke.event;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * A subscription that reads its way along the log on a thread of its own: catching up and living
 * are the same loop, so that no event can fall between them or come twice.
 */
public final class Follower implements Subscription {
    private final EventStore store;
    private final Bell bell;
    private final Consumer<Recorded> sink;
    private final Thread thread;
    private volatile long position;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    private Follower(EventStore store, Bell bell, long afterPosition, Consumer<Recorded> sink) {
        this.store = store;
        this.bell = bell;
        this.position = afterPosition;
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("follow").unstarted(this::run);
    }

    /** Starts to follow a store whose every commit rings the bell. */
    public static Follower start(
            EventStore store, Bell bell, long afterPosition, Consumer<Recorded> sink) {
        if (afterPosition < 0) {
            throw new IllegalArgumentException("a position is never negative: " + afterPosition);
        }
        Follower follower = new Follower(store, bell, afterPosition, sink);
        follower.thread.start();
        return follower;
    }

    private void run() {
        boolean delivering = false;
        try {
            while (true) {
                long wakes = bell.wakes();
                if (closed) {
                    return;
                }
                long before = position;
                for (Recorded event : store.all(before)) {
                    if (closed) {
                        return;
                    }
                    delivering = true;
                    sink.accept(event);
                    delivering = false;
                    position = event.position();
                }
                if (position == before) {
                    bell.awaitBeyond(position, wakes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // a store that is being closed under a reader is no failure of the subscription
            if (delivering || !closed) {
                failure = e;
            }
        }
    }

    /** Whether nothing will be delivered any more. */
    public boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
        bell.wake();
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        join(thread);
    }

    /** Waits for a thread's end, also when interrupted, which the caller's thread then stays. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
