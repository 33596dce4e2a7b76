package dev.pke.bench;

import dev.pke.event.Accepted;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.RunList;
import dev.pke.store.Home;
import dev.pke.store.SqlEventStore;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Measures the store on this machine, in one process and one folder. */
public final class StoreBench {
    private static final int WRITERS = 16;
    private static final int BATCH = 1_000;
    private static final double NANOS = 1e9;

    /**
     * One measured figure beside the bar it should reach.
     *
     * @param bar the least that will do, or the most; NaN if there is none
     */
    public record Figure(String name, double value, String unit, double bar, Better better) {
        public boolean reached() {
            return better == Better.MORE ? value >= bar : value <= bar;
        }
    }

    /** Which way a figure should go. */
    public enum Better {
        MORE,
        LESS
    }

    private final Path folder;
    private final Clock clock;
    private final Consumer<Figure> report;

    /**
     * @param folder an existing empty folder on the disk to be measured
     * @param report is told each figure as soon as it is known
     */
    public StoreBench(Path folder, Clock clock, Consumer<Figure> report) {
        this.folder = folder;
        this.clock = clock;
        this.report = report;
    }

    /** Many writers, each waiting for its event's acknowledgement before it sends the next. */
    public void writers(int seconds) throws InterruptedException {
        try (SqlEventStore store = SqlEventStore.open(folder.resolve("w.db"), clock)) {
            writeFor(store, "warm", 2);
            long before = store.head();
            long start = System.nanoTime();
            writeFor(store, "timed", seconds);
            double took = (System.nanoTime() - start) / NANOS;
            double rate = (store.head() - before) / took;
            report.accept(new Figure(WRITERS + " writers", rate, "events/s", 10_000, Better.MORE));
        }
    }

    private void writeFor(SqlEventStore store, String name, int seconds)
            throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * NANOS);
        List<Callable<Long>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            String stream = "run/" + name + "-" + w;
            writers.add(() -> {
                long version = 0;
                while (System.nanoTime() < end) {
                    NewEvent event = BenchEvents.answer(stream + "." + version, (int) version);
                    ExpectedVersion expected = ExpectedVersion.exactly(version);
                    store.append(stream, expected, List.of(event));
                    version++;
                }
                return version;
            });
        }
        together(writers);
    }

    private static void together(List<Callable<Long>> work) throws InterruptedException {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<Long> each : threads.invokeAll(work)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Batches of a thousand: the rate, and the CPU time of an event beside that of a {@link
     * BareLoop}, in turns so that both meet the same noise.
     */
    public void batches(int rounds, int batchesPerRound) throws SQLException {
        long bareCpu = 0;
        long storeCpu = 0;
        long storeNanos = 0;
        for (int round = -1; round < rounds; round++) {
            List<List<NewEvent>> batches = batches("r" + round, batchesPerRound);
            long start;
            Path bareFile = folder.resolve("bare" + round + ".db");
            try (BareLoop bare = new BareLoop(bareFile)) {
                start = cpuNanos();
                for (List<NewEvent> batch : batches) {
                    bare.append("run/bench", Accepted.at(clock), batch);
                }
                long used = cpuNanos() - start;
                bareCpu += round < 0 ? 0 : used; // round -1 warms up
            }
            Path storeFile = folder.resolve("store" + round + ".db");
            try (SqlEventStore store = SqlEventStore.open(storeFile, clock)) {
                long wall = System.nanoTime();
                start = cpuNanos();
                for (List<NewEvent> batch : batches) {
                    store.append("run/bench", ExpectedVersion.any(), batch);
                }
                long used = cpuNanos() - start;
                storeCpu += round < 0 ? 0 : used;
                storeNanos += round < 0 ? 0 : System.nanoTime() - wall;
            }
        }
        double events = (double) rounds * batchesPerRound * BATCH;
        double rate = events / (storeNanos / NANOS);
        report.accept(new Figure("batches of 1000", rate, "events/s", 80_000, Better.MORE));
        double ratio = storeCpu / (double) bareCpu;
        String name =
                "CPU an event, store / bare loop (%.1f / %.1f us)"
                        .formatted(storeCpu / events / 1_000, bareCpu / events / 1_000);
        report.accept(new Figure(name, ratio, "x", 2, Better.LESS));
    }

    private static List<List<NewEvent>> batches(String name, int count) {
        List<List<NewEvent>> batches = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            List<NewEvent> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(BenchEvents.answer(name + "." + b + "." + i, i));
            }
            batches.add(batch);
        }
        return batches;
    }

    /** The process's CPU time, all threads, the collector's included. */
    public static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** How long the disk takes to make a small write durable: the floor under every commit. */
    public void disk() throws IOException {
        long[] nanos = new long[100];
        Path file = folder.resolve("disk.tmp");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < nanos.length; i++) {
                channel.write(ByteBuffer.allocate(8192), i * 8192L);
                long start = System.nanoTime();
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        double median = nanos[nanos.length / 2] / 1e6;
        report.accept(new Figure("fsync, median of 100", median, "ms", Double.NaN, Better.LESS));
    }

    /** Makes a home whose log holds so many events of invented runs, without a stored list. */
    public void fill(Path dir, long events) throws IOException {
        Files.createDirectories(dir);
        try (SqlEventStore store = SqlEventStore.open(dir.resolve("events.db"), clock)) {
            long head = 0;
            for (int n = 0; head < events; n++) {
                String run = "run-" + n;
                List<NewEvent> all = BenchEvents.run(run);
                long last = Math.min(all.size(), events - head);
                for (int from = 0; from < last; from += BATCH) {
                    int to = (int) Math.min(from + BATCH, last);
                    ExpectedVersion expected = ExpectedVersion.exactly(from);
                    store.append("run/" + run, expected, all.subList(from, to));
                }
                head += last;
            }
        }
    }

    /** Folds the list of runs from the whole log, then stores it and reads it as stored. */
    public void runList(Home home) {
        long start = System.nanoTime();
        int runs = new RunList(home.store()).newestFirst().size();
        told("list of %,d runs folded from the log".formatted(runs), start, 1);
        home.storeRuns();
        start = System.nanoTime();
        home.runs().newestFirst();
        told("list of %,d runs as stored".formatted(runs), start, 0.1);
    }

    private void told(String name, long start, double most) {
        double took = (System.nanoTime() - start) / NANOS;
        report.accept(new Figure(name, took, "s", most, Better.LESS));
    }
}
