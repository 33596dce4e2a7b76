package dev.pke.store;

import dev.pke.event.Recorded;
import dev.pke.run.Entries;
import dev.pke.run.Entry;
import dev.pke.run.ReadModel;
import dev.pke.run.ReadModelRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Moves the stored read models forward, by compare-and-set on the position they have reached: of
 * several processes that do so, one wins each page and the others go on from there. A page is being
 * stored while the next is folded.
 */
public final class ViewKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewKeeper.class);
    private static final int PAGE = 5_000;

    private final SqliteEventStore store;
    private final Views views;
    private final ViewTables tables;
    private final ViewFold fold;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean refused;
    private long foldedTo;
    private CompletableFuture<Boolean> storing = CompletableFuture.completedFuture(true);

    private ViewKeeper(SqliteEventStore store, Views views) {
        this.store = store;
        this.views = views;
        this.tables = new ViewTables(store);
        this.fold =
                new ViewFold(
                        new ViewFold.States() {
                            @Override
                            public <E extends Entry> Entries<E> of(ReadModel<E> model, String run) {
                                awaitStored(); // what is being stored may be what is asked for
                                return views.stored(model, run, Long.MAX_VALUE).state();
                            }
                        });
        this.thread = Thread.ofPlatform().daemon().name("views").unstarted(this::run);
    }

    /** Starts to keep the models up with what this process appends, in the background. */
    static ViewKeeper start(SqliteEventStore store, Views views) {
        ViewKeeper keeper = new ViewKeeper(store, views);
        keeper.thread.start();
        return keeper;
    }

    /**
     * What keeps the models from being stored, such as a damaged event, which ends the keeping, or
     * a full disk, which delays it; null if nothing.
     */
    public @Nullable Throwable failure() {
        return failure;
    }

    private void run() {
        try {
            while (!closed) {
                long wakes = store.bell().wakes();
                store.bell().awaitBeyond(keptUp(), wakes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            stopped(e);
        }
    }

    /** The position beyond which there is something to do again. */
    private long keptUp() {
        try {
            long reached = catchUp(position -> {});
            failure = null;
            return reached;
        } catch (RuntimeException e) {
            if (!refused) {
                throw e;
            }
            failure = e; // appends meet the same refusal and say it; the next one that works
            return store.head(); // is the moment to try again
        }
    }

    /** A log that can't be read on is no small thing: it is said at once, and once. */
    private void stopped(RuntimeException e) {
        failure = e;
        if (!closed && !told.getAndSet(true)) {
            LOG.warn("the read models are no longer kept up: {}; run pke verify", e.getMessage());
        }
    }

    /** Stores all models as far as the log goes now; where that is. */
    public synchronized long catchUp(LongConsumer progress) {
        settle(tables.start());
        while (true) {
            try {
                long reached = catchUpUnlessOvertaken(progress);
                awaitStored();
                return reached;
            } catch (Overtaken e) {
                forget();
            } catch (RuntimeException e) {
                forget();
                throw e;
            }
        }
    }

    /** Lets go of everything that was folded beyond what is stored. */
    private void forget() {
        fold.forget();
        foldedTo = 0;
        storing = CompletableFuture.completedFuture(true);
    }

    /** Makes all models anew from the log. */
    public synchronized void rebuild(LongConsumer progress) {
        settle(tables.clear());
        forget();
        catchUp(progress);
    }

    private long catchUpUnlessOvertaken(LongConsumer progress) {
        Map<String, Long> reached = views.positions();
        while (true) {
            Stretch stretch = Stretch.next(reached);
            List<Recorded> events = store.readAll(stretch.from(), PAGE);
            if (events.isEmpty() || closed) {
                return stretch.from();
            }
            if (events.getLast().position() > stretch.last()) {
                events = events.stream().filter(e -> e.position() <= stretch.last()).toList();
            }
            if (stretch.from() != foldedTo) {
                fold.forget(); // another process has folded what lies between
            }
            long to = events.getLast().position();
            List<ViewRow> rows = fold.rows(stretch.models(), events);
            awaitStored();
            storing = tables.advance(stretch.models(), stretch.from(), to, rows);
            foldedTo = to;
            stretch.models().forEach(model -> reached.put(model.name(), to));
            progress.accept(to);
        }
    }

    private void awaitStored() {
        if (!settle(storing)) {
            throw new Overtaken();
        }
    }

    /** Whether a transaction was committed, or why the store refused it. */
    private boolean settle(CompletableFuture<Boolean> transaction) {
        try {
            boolean committed = transaction.join();
            refused = false;
            return committed;
        } catch (CompletionException e) {
            refused = true;
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** The models that are furthest behind, and how far they may go before they meet others. */
    private record Stretch(List<ReadModel<?>> models, long from, long last) {
        static Stretch next(Map<String, Long> reached) {
            long from = Long.MAX_VALUE;
            for (ReadModel<?> model : ReadModelRegistry.all()) {
                from = Math.min(from, reached.getOrDefault(model.name(), 0L));
            }
            long start = from;
            long last = Long.MAX_VALUE;
            for (long position : reached.values()) {
                last = position > start ? Math.min(last, position) : last;
            }
            return new Stretch(
                    ReadModelRegistry.all().stream()
                            .filter(model -> reached.getOrDefault(model.name(), 0L) == start)
                            .toList(),
                    start,
                    last);
        }
    }

    /** Another process has moved the models on. */
    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super(null, null, false, false);
        }
    }

    /** Stores what is left, then ends; a fault that stops it is kept as the {@link #failure}. */
    @Override
    public void close() {
        try {
            if (failure == null && !closed) {
                catchUp(position -> {});
            }
        } catch (RuntimeException e) {
            if (refused) {
                failure = e;
            } else {
                stopped(e);
            }
        }
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
