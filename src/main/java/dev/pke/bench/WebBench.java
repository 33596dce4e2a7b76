package dev.pke.bench;

import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;

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
            double first = seconds(address);
            report.accept(new Figure("server's start", up, "s", Double.NaN, Better.LESS));
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
                many(address, path);
            }
            report.accept(new Figure("memory (RSS)", memory(process), "MB", 400, Better.LESS));
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private void many(String address, String path) throws IOException, InterruptedException {
        List<Double> took = new ArrayList<>();
        long begun = System.nanoTime();
        while (took.size() < ASKED && (System.nanoTime() - begun) / NANOS < 20) {
            took.add(seconds(address + path));
        }
        double[] sorted = took.stream().mapToDouble(each -> each).sorted().toArray();
        double p95 = sorted[(int) Math.ceil(P95 * sorted.length) - 1];
        String name = "p95 of %d: /%s".formatted(sorted.length, path);
        report.accept(new Figure(name, 1000 * p95, "ms", 50, Better.LESS));
    }

    private double seconds(String address) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var page =
                client.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofByteArray());
        if (page.statusCode() != 200) {
            throw new IllegalStateException(address + " answers " + page.statusCode());
        }
        return (System.nanoTime() - start) / NANOS;
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
