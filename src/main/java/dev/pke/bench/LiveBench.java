package dev.pke.bench;

import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;
import dev.pke.event.ExpectedVersion;
import dev.pke.store.Home;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * How many readers of the live stream a server keeps up with while another process writes: what of
 * all bells arrived, and how long after their event was on disk.
 *
 * @param rate events a second
 */
public record LiveBench(Path home, int readers, int rate, int seconds, Consumer<Figure> report) {
    private static final double NANOS = 1e9;
    private static final int LATENCIES = 1 << 14;

    /** Opens every reader, writes, and waits until all has arrived or nothing more does. */
    public void run() throws IOException, InterruptedException {
        int events = rate * seconds;
        List<Reader> all = new ArrayList<>();
        try (ServedHome served = ServedHome.start(home);
                Home writing = Home.open(home, Clock.systemUTC())) {
            long from = writing.store().head();
            long[] written = new long[events];
            CountDownLatch open = new CountDownLatch(readers);
            for (int i = 0; i < readers; i++) {
                Reader reader = new Reader(URI.create(served.address()), from, written, open);
                all.add(reader);
                Thread.ofVirtual().start(reader);
            }
            if (!open.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(open.getCount() + " readers could not connect");
            }
            double took = write(writing, written);
            drain(all, (long) events * readers);
            report(all, events, took, served.memory());
        } finally {
            all.forEach(Reader::end);
        }
    }

    private double write(Home writing, long[] written) {
        long begun = System.nanoTime();
        for (int i = 0; i < written.length; i++) {
            long due = begun + (long) (i * NANOS / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            writing.store()
                    .append(
                            "run/live-1",
                            ExpectedVersion.any(),
                            List.of(BenchEvents.answer("live." + i, i)));
            written[i] = System.nanoTime();
        }
        return (System.nanoTime() - begun) / NANOS;
    }

    /** Waits until all is there, or for ten seconds nothing came. */
    private static void drain(List<Reader> all, long expected) {
        long last = -1;
        long since = System.nanoTime();
        while (arrived(all) < expected && System.nanoTime() - since < 10 * NANOS) {
            long now = arrived(all);
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static long arrived(List<Reader> all) {
        return all.stream().mapToLong(reader -> reader.arrived.get()).sum();
    }

    private void report(List<Reader> all, int events, double took, double memory) {
        double[] late = all.stream().flatMapToDouble(reader -> reader.late()).sorted().toArray();
        String what = "%,d readers, %,d events in %.1f s: ".formatted(readers, events, took);
        double share = 100.0 * arrived(all) / ((double) events * readers);
        report.accept(new Figure(what + "bells arrived", share, "%", 100, Better.MORE));
        report.accept(new Figure("events a second", events / took, "/s", rate * 0.95, Better.MORE));
        double middle = late.length == 0 ? Double.NaN : late[late.length / 2];
        double p95 = late.length == 0 ? Double.NaN : late[(int) (late.length * 0.95)];
        report.accept(new Figure("half of them within", 1000 * middle, "ms", 500, Better.LESS));
        report.accept(new Figure("95 of 100 within", 1000 * p95, "ms", 1000, Better.LESS));
        report.accept(new Figure("memory of the server", memory, "MB", 600, Better.LESS));
    }

    /** One browser tab: it counts the bells and, of some, how late they are. */
    private static final class Reader implements Runnable {
        private final URI server;
        private final long from;
        private final long[] written;
        private final CountDownLatch open;
        private final AtomicLong arrived = new AtomicLong();
        private final List<Double> late = new ArrayList<>();
        private volatile boolean ended;

        Reader(URI server, long from, long[] written, CountDownLatch open) {
            this.server = server;
            this.from = from;
            this.written = written;
            this.open = open;
        }

        @Override
        public void run() {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                String ask =
                        "GET /api/live?after=%d HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
                                .formatted(from, server.getHost(), server.getPort());
                socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8),
                                2048);
                for (String line = in.readLine(); line != null && !ended; line = in.readLine()) {
                    if (line.startsWith("retry:")) {
                        open.countDown();
                    } else if (line.startsWith("id: ")) {
                        bell((int) (Long.parseLong(line.substring(4)) - from - 1));
                    }
                }
            } catch (IOException cut) {
                ended = true; // what it has not counted by then has not arrived
            }
        }

        private void bell(int event) {
            long now = System.nanoTime();
            arrived.incrementAndGet();
            synchronized (late) {
                if (event < written.length && written[event] > 0 && late.size() < LATENCIES) {
                    late.add(Math.max(0, (now - written[event]) / NANOS));
                }
            }
        }

        private DoubleStream late() {
            synchronized (late) {
                return List.copyOf(late).stream().mapToDouble(each -> each);
            }
        }

        void end() {
            ended = true;
        }
    }
}
