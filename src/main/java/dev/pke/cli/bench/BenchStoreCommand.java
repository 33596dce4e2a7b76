package dev.pke.cli.bench;

import dev.pke.audit.Verify;
import dev.pke.bench.BenchFolder;
import dev.pke.bench.StoreBench;
import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;
import dev.pke.cli.Main;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

/** {@code pke bench store}: the event store's speed, each figure beside its bar. */
@Command(
        name = "store",
        description = {
            "Measure the event store: writers, batches, CPU beside a bare loop, verify, rebuild.",
            "The rates of writers and batches depend on the disk's fsync, which is measured too."
        })
final class BenchStoreCommand implements Callable<Integer> {
    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "Events of the log that is verified and rebuilt (${DEFAULT-VALUE}).")
    private long events = 1_000_000;

    @Option(
            names = "--dir",
            defaultValue = ".",
            description = "Folder on the disk to measure; a new folder in it is used and removed.")
    private Path parent = Path.of(".");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (BenchFolder folder = BenchFolder.in(parent)) {
            StoreBench bench = new StoreBench(folder.dir(), Clock.systemUTC(), this::print);
            bench.disk();
            bench.writers(5);
            bench.batches(6, 50);
            Path dir = folder.dir().resolve("home");
            bench.fill(dir, events);
            verify(dir, "log");
            try (Home home = Home.open(dir, Clock.systemUTC())) {
                bench.rebuild(home);
            }
            verify(dir, "log and read models");
        }
        return Main.OK;
    }

    private void verify(Path dir, String what) {
        int threads = Runtime.getRuntime().availableProcessors();
        long cpu = StoreBench.cpuNanos();
        long start = System.nanoTime();
        boolean passed = new Verify(null, null, threads).home(dir).passed();
        double seconds = (System.nanoTime() - start) / 1e9;
        String verdict = passed ? "passed" : "FAILED";
        double cpuSeconds = (StoreBench.cpuNanos() - cpu) / 1e9;
        String name =
                "verify %,d events, %s: %s (%.1f s CPU)"
                        .formatted(events, what, verdict, cpuSeconds);
        double bar = what.equals("log") ? 4.0 * events / 1e6 : Double.NaN;
        print(new Figure(name, seconds, "s", bar, Better.LESS));
    }

    private void print(Figure figure) {
        boolean hasBar = Double.isFinite(figure.bar());
        String bar =
                hasBar
                        ? "%s %,.1f: %s"
                                .formatted(
                                        figure.better() == Better.MORE ? "at least" : "at most",
                                        figure.bar(),
                                        figure.reached() ? "reached" : "NOT reached")
                        : "";
        spec.commandLine()
                .getOut()
                .printf(
                        "%-64s %,12.2f %-9s %s%n",
                        figure.name(), figure.value(), figure.unit(), bar);
    }
}
