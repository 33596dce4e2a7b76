package dev.pke.audit;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The check of every event of a log: canonical bytes, chain, gaps, versions, ids, forms, and the
 * tree over the hashes. Parts of {@value #PART} positions are checked side by side, each thread
 * with its own read-only connection, then joined in order.
 */
final class LogCheck {
    /** A power of two, so that every part is a complete subtree. */
    private static final int PART = 1 << 14;

    private final Path db;
    private final Report report;
    private final List<TreeHash> parts = new ArrayList<>();
    private final Map<String, Long> references = new LinkedHashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private RawLog.Extent extent = new RawLog.Extent(0, 0, 0);
    private byte @Nullable [] firstHash;

    private LogCheck(Path db, Report report) {
        this.db = db;
        this.report = report;
    }

    /** Checks the log as it stands now; what is appended meanwhile is not looked at. */
    static LogCheck run(Path db, int threads, Report report) {
        LogCheck check = new LogCheck(db, report);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            check.all(workers);
        } catch (SQLException e) {
            report.wrong("the event table can't be read to its end: " + e.getMessage());
        }
        return check;
    }

    private void all(ExecutorService workers) throws SQLException {
        try (RawLog log = RawLog.open(db)) {
            extent = log.extent();
            firstHash = log.hashAt(1);
        }
        if (extent.count() == 0) {
            return;
        }
        if (extent.lowest() < 1) {
            report.wrong("an event stands at position " + extent.lowest() + ", before the first");
        }
        List<Callable<LogPart>> work = new ArrayList<>();
        for (long first = 1; first <= extent.highest(); first += PART) {
            long from = first;
            work.add(() -> part(from));
        }
        long[] ids = new long[Math.toIntExact(Math.min(extent.count(), Integer.MAX_VALUE - 8))];
        int filled = 0;
        try {
            for (var done : workers.invokeAll(work)) {
                filled = join(done.get(), ids, filled);
            }
        } catch (ExecutionException e) {
            report.wrong("the event table can't be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("verification was interrupted", e);
        }
        doubled(Arrays.copyOf(ids, filled));
    }

    private LogPart part(long first) throws SQLException {
        long last = Math.min(first + PART - 1, extent.highest());
        try (RawLog log = RawLog.open(db)) {
            byte[] before = first == 1 ? null : log.hashAt(first - 1);
            LogPart part = new LogPart(first, PART, before == null ? new byte[32] : before, report);
            log.read(first, last, part);
            part.end(last);
            return part;
        }
    }

    private int join(LogPart part, long[] ids, int filled) {
        part.streams()
                .forEach((stream, found) -> {
                    long expected = versions.getOrDefault(stream, 0L) + 1;
                    if (found.first() != expected) {
                        report.wrong(
                                found.position(),
                                "version %d of %s where %d comes next"
                                        .formatted(found.first(), stream, expected));
                    }
                    versions.put(stream, found.last());
                });
        part.references().forEach(references::putIfAbsent);
        parts.add(part.tree());
        long[] own = part.ids();
        int fits = Math.min(own.length, ids.length - filled);
        System.arraycopy(own, 0, ids, filled, fits);
        return filled + fits;
    }

    /** Looks for ids that occur twice: equal digests first, then the ids themselves. */
    private void doubled(long[] ids) throws SQLException {
        Arrays.parallelSort(ids);
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                try (RawLog log = RawLog.open(db)) {
                    log.doubledIds((position, id) ->
                            report.wrong(position, "event id " + id + " occurs twice"));
                }
                return;
            }
        }
    }

    long size() {
        return extent.count();
    }

    int streams() {
        return versions.size();
    }

    Map<String, Long> references() {
        return references;
    }

    /** The head of this log; only a log without gaps has one. */
    @Nullable Head head() {
        TreeHash whole = new TreeHash();
        if (extent.count() != extent.highest() || (extent.count() > 0 && extent.lowest() != 1)) {
            return null;
        }
        parts.forEach(whole::addAll);
        return whole.size() == extent.count()
                ? new Head(Head.originOf(firstHash), whole.size(), whole.root())
                : null;
    }

    /** The root over the first {@code size} events, of a log that has a head. */
    byte[] root(long size) {
        TreeHash tree = new TreeHash();
        int whole = Math.toIntExact(size / PART);
        parts.subList(0, whole).forEach(tree::addAll);
        if (size % PART != 0) {
            try (RawLog log = RawLog.open(db)) {
                log.hashes((long) whole * PART + 1, size, tree::add);
            } catch (SQLException e) {
                throw new IllegalStateException("the log changed while it was read", e);
            }
        }
        return tree.root();
    }
}
