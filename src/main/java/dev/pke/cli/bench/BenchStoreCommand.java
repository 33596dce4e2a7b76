package dev.pke.cli.bench;

import dev.pke.audit.Verify;
import dev.pke.bench.BenchFolder;
import dev.pke.bench.StoreBench;
import dev.pke.cli.Exit;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.run.ServeOptions;
import dev.pke.cli.run.Serving;
import dev.pke.store.Home;
import dev.pke.web.Commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

/** {@code pke bench store}: the event store's speed, each figure beside its bar. */
@Command(
        name = "store",
        description = {
            "Measure the event store: writers, batches, CPU beside a bare loop, verify, first page.",
            "The rates of writers and batches depend on the disk's fsync, which is measured too."
        },
        footer = "Example: pke bench store --events 100000")
final class BenchStoreCommand implements Callable<Integer> {
    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "Events of the log that is verified and shown (${DEFAULT-VALUE}).")
    private long events = 1_000_000;

    @Option(
            names = "--dir",
            defaultValue = ".",
            description = "Folder on the disk to measure; a new folder in it is used and removed.")
    private Path parent = Path.of(".");

    @Mixin private JsonMixin json = new JsonMixin();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (BenchFolder folder = BenchFolder.in(parent);
                FigureText figures = new FigureText(json, spec.commandLine().getOut())) {
            StoreBench bench = new StoreBench(folder.dir(), Clock.systemUTC(), figures);
            bench.disk();
            bench.writers(5);
            bench.batches(6, 50);
            Path dir = folder.dir().resolve("home");
            bench.fill(dir, events);
            verify(dir, figures);
            try (Home home = Home.open(dir, Clock.systemUTC())) {
                firstPage(home, "without a stored list of runs", figures);
                bench.runList(home);
                firstPage(home, "with a stored one", figures);
            }
        }
        return Exit.OK;
    }

    private void verify(Path dir, FigureText figures) {
        int threads = Runtime.getRuntime().availableProcessors();
        long cpu = StoreBench.cpuNanos();
        long start = System.nanoTime();
        boolean passed = new Verify(null, null, threads).home(dir).passed();
        double seconds = (System.nanoTime() - start) / 1e9;
        String verdict = passed ? "passed" : "FAILED";
        double cpuSeconds = (StoreBench.cpuNanos() - cpu) / 1e9;
        String name = "verify %,d events: %s (%.1f s CPU)".formatted(events, verdict, cpuSeconds);
        figures.accept(
                new StoreBench.Figure(
                        name, seconds, "s", 4.0 * events / 1e6, StoreBench.Better.LESS));
    }

    /** From the server's start to the last byte of its first page. */
    private void firstPage(Home home, String how, FigureText figures) throws Exception {
        var options = new ServeOptions();
        options.port = 0;
        long start = System.nanoTime();
        try (Serving serving = Serving.start(home, options, Commands.none());
                HttpClient client = HttpClient.newHttpClient()) {
            var page =
                    client.send(
                            HttpRequest.newBuilder(URI.create(serving.address())).build(),
                            HttpResponse.BodyHandlers.ofString());
            double seconds = (System.nanoTime() - start) / 1e9;
            String name =
                    "first page of %,d events, %s: %d".formatted(events, how, page.statusCode());
            figures.accept(new StoreBench.Figure(name, seconds, "s", 1, StoreBench.Better.LESS));
        }
    }
}
