package dev.pke.audit;

import dev.pke.audit.RawLog.RawEvent;
import dev.pke.audit.sign.Head;
import dev.pke.event.merkle.MerkleFrontier;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The check of a home's whole log as it stands now. One thread reads it once, in order; others
 * check parts side by side; who asked joins them in order. Reading ends where positions stop to
 * rise, so a file whose pages go in circles ends too.
 */
final class LogCheck {
    private static final int PART = 256;

    private final Report report;
    private final ExecutorService workers;
    private final Set<Long> sizes;
    private final Succession succession;
    private final BlockingQueue<Optional<Future<List<LogPart.Row>>>> waiting; // none: the end
    private final MerkleFrontier tree = new MerkleFrontier();
    private final Map<Long, byte[]> roots = new HashMap<>();
    private byte @Nullable [] firstHash;

    // the reader's, until it has put the end
    private @Nullable RawEvent last;
    private List<RawEvent> part = new ArrayList<>();
    private boolean whole = true;

    private LogCheck(
            ExecutorService workers,
            int ahead,
            Set<Long> sizes,
            Succession.Source texts,
            Report report) {
        this.workers = workers;
        waiting = new ArrayBlockingQueue<>(ahead);
        this.sizes = sizes;
        this.report = report;
        this.succession = new Succession(report, texts);
    }

    /** Checks the log; the roots at {@code sizes} can be asked for afterwards. */
    static LogCheck run(
            RawLog log, int threads, Set<Long> sizes, Succession.Source texts, Report report) {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads + 1)) {
            LogCheck check = new LogCheck(workers, 4 * threads, sizes, texts, report);
            check.all(log);
            return check;
        }
    }

    private void all(RawLog log) {
        workers.execute(() -> read(log));
        try {
            for (var part = waiting.take(); part.isPresent(); part = waiting.take()) {
                join(part.get().get());
            }
        } catch (ExecutionException e) {
            workers.shutdownNow(); // the reader may wait for a place
            throw new IllegalStateException("a part could not be checked", e.getCause());
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("verification was interrupted", e);
        }
    }

    private void unreadable(SQLException e) {
        whole = false;
        report.wrong("the event table can't be read to its end: " + e.getMessage());
    }

    private void read(RawLog log) {
        try {
            try {
                log.read(this::row);
                submit();
            } catch (SQLException e) {
                unreadable(e);
            } catch (RuntimeException | Error e) {
                waiting.put(Optional.of(CompletableFuture.failedFuture(e)));
            }
            waiting.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // who joins has given up
        }
    }

    private boolean row(RawEvent row) {
        RawEvent before = part.isEmpty() ? last : part.getLast();
        long next = before == null ? 1 : before.position() + 1;
        if (row.position() != next) {
            whole = false;
            report.wrong(next, missing(next, row.position() - 1));
            if (row.position() < next) {
                return false;
            }
        }
        part.add(row);
        if (part.size() == PART) {
            try {
                submit();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private void submit() throws InterruptedException {
        List<RawEvent> rows = part;
        RawEvent before = last;
        if (rows.isEmpty()) {
            return;
        }
        waiting.put(Optional.of(workers.submit(() -> LogPart.check(before, rows, report))));
        last = rows.getLast();
        part = new ArrayList<>(PART);
    }

    private void join(List<LogPart.Row> rows) {
        for (LogPart.Row row : rows) {
            byte[] hash = row.event().hash();
            if (firstHash == null) {
                firstHash = hash;
            }
            tree.add(hash);
            if (sizes.contains(tree.size())) {
                roots.put(tree.size(), tree.root());
            }
            succession.next(row.event(), row.fact());
        }
    }

    private static String missing(long from, long to) {
        if (to < from) {
            return "position " + (to + 1) + " stands where " + from + " should";
        }
        return from == to
                ? "this position is missing: an event was removed"
                : "positions " + from + " to " + to + " are missing: events were removed";
    }

    long size() {
        return tree.size();
    }

    Succession succession() {
        return succession;
    }

    /** The head of this log; only a log without gaps, every row of it readable, has one. */
    @Nullable Head head() {
        long read = last == null ? 0 : last.position();
        return whole && tree.size() == read
                ? new Head(Head.originOf(firstHash), tree.size(), tree.root())
                : null;
    }

    /** The root over the first so many events, if it was asked for and they are there. */
    byte @Nullable [] root(long size) {
        return size == 0 ? new MerkleFrontier().root() : roots.get(size);
    }
}
