package dev.pke.bench;

import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final String LARGE = "invented-7b-";
    private static final int PART = 1000;

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
        serving((address, process) -> {
            double first = seconds(address + "runs/" + LONG);
            report.accept(new Figure("first page of the run", first, "s", 1, Better.LESS));
            String zoomed = "?from=" + steps / 3 + "&to=" + steps / 2 + "&smooth=0.99";
            many(address, "runs/" + LONG, 1000);
            many(address, "runs/" + LONG + zoomed, 1000);
            many(address, "api/runs/" + LONG + "/losses", CHART);
            many(address, "api/runs/" + LONG + "/losses" + zoomed, CHART);
            report.accept(
                    new Figure("memory (RSS)", memory(process), "MB", Double.NaN, Better.LESS));
        });
    }

    /** How long {@code pke runs} takes, all of it. */
    public void list(double most) throws IOException, InterruptedException {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Process process = pke("runs").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            process.waitFor();
            best = Math.min(best, (System.nanoTime() - start) / NANOS);
        }
        report.accept(new Figure("pke runs, best of 3", best, "s", most, Better.LESS));
    }

    /** Starts a server and measures its first page, then others again and again. */
    public void serve() throws IOException, InterruptedException {
        serving((address, process) -> {
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
            report.accept(new Figure("memory (RSS)", memory(process), "MB", 400, Better.LESS));
        });
    }

    private void serving(Questions questions) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = pke("serve", "--port", "0").start();
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String address = said.readLine();
            if (address == null) {
                throw new IllegalStateException("the server ended by itself");
            }
            double up = (System.nanoTime() - start) / NANOS;
            report.accept(new Figure("server's start", up, "s", Double.NaN, Better.LESS));
            questions.ask(address, process);
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private void many(String address, String path, double bar)
            throws IOException, InterruptedException {
        List<Double> took = new ArrayList<>();
        long begun = System.nanoTime();
        while (took.size() < ASKED && (System.nanoTime() - begun) / NANOS < 20) {
            took.add(seconds(address + path));
        }
        double[] sorted = took.stream().mapToDouble(each -> each).sorted().toArray();
        double p95 = sorted[(int) Math.ceil(P95 * sorted.length) - 1];
        String name = "p95 of %d: /%s".formatted(sorted.length, path);
        report.accept(new Figure(name, 1000 * p95, "ms", bar, Better.LESS));
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

    private ProcessBuilder pke(String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-Xmx2g",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.pke.cli.Main"));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--home", home.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static double memory(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }
}
