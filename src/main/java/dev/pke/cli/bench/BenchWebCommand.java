package dev.pke.cli.bench;

import dev.pke.bench.BenchFolder;
import dev.pke.bench.WebBench;
import dev.pke.fault.UserError;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** {@code pke bench web}: a large record listed and served, each figure beside its bar. */
@Command(
        name = "web",
        description = "Measure listing and serving a large record: first page, p95, memory.",
        footer = "Example: pke bench web --events 300000 --runs 2000")
final class BenchWebCommand implements Runnable {
    private static final int FEW = 10;

    @Option(names = "--events", defaultValue = "1000000", description = "(${DEFAULT-VALUE})")
    private long events = 1_000_000;

    @Option(names = "--runs", defaultValue = "10000", description = "(${DEFAULT-VALUE})")
    private int runs = 10_000;

    @Option(
            names = "--steps",
            defaultValue = "1000000",
            description = "Edit steps of one long run; 0 leaves it out. (${DEFAULT-VALUE})")
    private int steps = 1_000_000;

    @Option(names = "--dir", defaultValue = ".", description = "Where to make a folder for it.")
    private Path parent = Path.of(".");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (runs < 1 || events < runs) {
            throw new UserError("--runs must be at least 1, and --events as many");
        }
        try (BenchFolder folder = BenchFolder.in(parent)) {
            Path few = folder.dir().resolve("few");
            Path many = folder.dir().resolve("many");
            WebBench.fill(few, FEW * 100L, FEW);
            var out = spec.commandLine().getOut();
            out.println("ten runs:");
            new WebBench(few, FigureText.to(out)).list(Double.NaN);
            WebBench.fill(many, events, runs);
            out.printf("%,d events, %,d runs:%n", events, runs);
            WebBench bench = new WebBench(many, FigureText.to(out));
            bench.list(Double.NaN);
            bench.serve();
            Path large = folder.dir().resolve("large");
            WebBench.fillLarge(large);
            out.println("two runs of the shape of a model of 7B:");
            new WebBench(large, FigureText.to(out)).serveLarge();
            if (steps > 0) {
                Path longRun = folder.dir().resolve("long");
                WebBench.fillLong(longRun, steps);
                out.printf("one run of %,d steps:%n", steps);
                new WebBench(longRun, FigureText.to(out)).serveLong(steps);
            }
        } catch (java.io.IOException e) {
            throw new UserError("a process could not be measured: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
