package dev.pke.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A large record, and how quickly it is listed and served: by processes of their own, so that their
 * memory can be measured. Events and runs are invented.
 */
public final class WebBench {
    private static final double NANOS = 1e9;
    private static final int ASKED = 100;
    private static final double P95 = 0.95;
    private static final double CHART = 100;
    private static final String LONG = "invented-long";
    private static final String READING = "the record is being read";
    private static final String LARGE = "invented-7b-";
    private static final int PART = 1000;

    /** A run in the shape of Llama-2-7B beside the many. */
    private static final String WIDE = "invented-wide";

    private final Path home;
    private final Consumer<Figure> report;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param home where {@link #fill} has made a record
     * @param report is told each figure as soon as it is known
     */
    public WebBench(Path home, Consumer<Figure> report) {
        this.home = home;
        this.report = report;
    }

    /** Makes a home of so many runs that have so many events together, and its list of runs. */
    public static void fill(Path dir, long events, int runs) {
        StartBench.fill(dir, runs, (int) Math.max(50, events / runs));
        try (Home home = Home.open(dir, Clock.systemUTC())) {
            WideRun.record(home.store(), home.blobs(), WIDE);
        }
    }

    /** Makes a home of one run of so many edit steps, and its list of runs. */
    public static void fillLong(Path dir, int steps) {
        try (Home open = Home.open(dir, Clock.systemUTC())) {
            append(open, LONG, BenchEvents.longRun(LONG, steps));
            open.storeRuns();
        }
    }

    /** Makes a home of two runs of the shape of a model of seven billion parameters. */
    public static void fillLarge(Path dir) {
        try (Home open = Home.open(dir, Clock.systemUTC())) {
            for (String method : List.of("dinm", "pke")) {
                List<NewEvent> events = LargeRun.events(LARGE + method, method, open.blobs());
                append(open, LARGE + method, events);
            }
            open.storeRuns();
        }
    }

    private static void append(Home home, String run, List<NewEvent> events) {
        for (int from = 0; from < events.size(); from += PART) {
            List<NewEvent> part = events.subList(from, Math.min(events.size(), from + PART));
            home.store().append(Streams.run(run), ExpectedVersion.any(), part);
        }
    }

    /** Starts a server over such a home: each page's first time, its later ones, and its bytes. */
    public void serveLarge() throws IOException, InterruptedException {
        String run = LARGE + "pke";
        serving((address, _) -> {
            for (String path :
                    List.of(
                            "runs/" + run,
                            "runs/" + run + "/blocks/13",
                            "compare/answers?runs=" + run,
                            "learn")) {
                double first = seconds(address + path);
                report.accept(new Figure("first time: /" + path, first, "s", 1, Better.LESS));
                many(address, path, 1000);
                double kb = bytes(address + path).length / 1000.0;
                report.accept(new Figure("size of /" + path, kb, "kB", 300, Better.LESS));
            }
        });
    }

    /** Starts a server over such a home: the run's page at first, then again, then its chart. */
    public void serveLong(int steps) throws IOException, InterruptedException {
        serving((address, served) -> {
            double first = seconds(address + "runs/" + LONG);
            report.accept(new Figure("first page of the run", first, "s", 1, Better.LESS));
            long start = System.nanoTime();
            while (new String(bytes(address + "runs/" + LONG), UTF_8).contains(READING)) {
                bytes(address + "healthz"); // as a browser does, though at once
            }
            double whole = (System.nanoTime() - start) / NANOS;
            report.accept(new Figure("whole page after it", whole, "s", Double.NaN, Better.LESS));
            String zoomed = "?from=" + steps / 3 + "&to=" + steps / 2 + "&smooth=0.99";
            many(address, "runs/" + LONG, 1000);
            many(address, "runs/" + LONG + zoomed, 1000);
            many(address, "api/runs/" + LONG + "/losses", CHART);
            many(address, "api/runs/" + LONG + "/losses" + zoomed, CHART);
            report.accept(
                    new Figure("memory (RSS)", served.memory(), "MB", Double.NaN, Better.LESS));
        });
    }

    /** How long {@code pke runs} takes, all of it. */
    public void list(double most) throws IOException, InterruptedException {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Process process =
                    ServedHome.pke(home, "runs")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.waitFor();
            best = Math.min(best, (System.nanoTime() - start) / NANOS);
        }
        report.accept(new Figure("pke runs, best of 3", best, "s", most, Better.LESS));
    }

    /** Starts a server and measures its first page, then others again and again. */
    public void serve() throws IOException, InterruptedException {
        serving((address, served) -> {
            double first = seconds(address);
            report.accept(new Figure("first page after it", first, "s", 1, Better.LESS));
            for (String path :
                    List.of(
                            "",
                            "?page=2",
                            "api/runs?limit=100",
                            "api/runs?limit=100&before=500000",
                            "runs/invented-7",
                            "api/runs/invented-7",
                            "api/events?after=1000&limit=100",
                            "checkpoints")) {
                many(address, path, 50);
            }
            report.accept(new Figure("memory (RSS)", served.memory(), "MB", 400, Better.LESS));
            for (String path : List.of("", "/neurons/15/7", "/replays")) {
                many(address, "runs/" + WIDE + path, 1000);
            }
            many(address, "diff?a=" + WIDE, 1000);
            double wide = served.memory();
            report.accept(new Figure("memory after these", wide, "MB", Double.NaN, Better.LESS));
        });
    }

    private void serving(Questions questions) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (ServedHome served = ServedHome.start(home)) {
            double up = (System.nanoTime() - start) / NANOS;
            report.accept(new Figure("server's start", up, "s", Double.NaN, Better.LESS));
            questions.ask(served.address(), served);
        }
    }

    private void many(String address, String path, double most)
            throws IOException, InterruptedException {
        List<Double> took = new ArrayList<>();
        long begun = System.nanoTime();
        while (took.size() < ASKED && (System.nanoTime() - begun) / NANOS < 20) {
            took.add(seconds(address + path));
        }
        double[] sorted = took.stream().mapToDouble(each -> each).sorted().toArray();
        double p95 = sorted[(int) Math.ceil(P95 * sorted.length) - 1];
        String name = "p95 of %d: /%s".formatted(sorted.length, path);
        report.accept(new Figure(name, 1000 * p95, "ms", most, Better.LESS));
    }

    private double seconds(String address) throws IOException, InterruptedException {
        long start = System.nanoTime();
        bytes(address);
        return (System.nanoTime() - start) / NANOS;
    }

    private byte[] bytes(String address) throws IOException, InterruptedException {
        var page =
                client.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofByteArray());
        if (page.statusCode() != 200) {
            throw new IllegalStateException(address + " answers " + page.statusCode());
        }
        return page.body();
    }
}
