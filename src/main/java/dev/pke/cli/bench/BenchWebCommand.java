package dev.pke.cli.bench;

import dev.pke.bench.BenchFolder;
import dev.pke.bench.LiveBench;
import dev.pke.bench.WebBench;
import dev.pke.cli.JsonMixin;
import dev.pke.fault.UserError;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** {@code pke bench web}: a large record listed and served, each figure beside its bar. */
@Command(
        name = "web",
        description =
                "Measure listing and serving a large record: first page, p95, memory, live readers.",
        footer = "Example: pke bench web --events 300000 --runs 2000")
final class BenchWebCommand implements Runnable {
    private static final int FEW = 10;
    private static final int RATE = 100;
    private static final int SECONDS = 15;

    @Option(names = "--events", defaultValue = "1000000", description = "(${DEFAULT-VALUE})")
    private long events = 1_000_000;

    @Option(names = "--runs", defaultValue = "10000", description = "(${DEFAULT-VALUE})")
    private int runs = 10_000;

    @Option(
            names = "--readers",
            defaultValue = "1000",
            description = "Readers of the live stream; 0 leaves them out (${DEFAULT-VALUE})")
    private int readers = 1_000;

    @Option(
            names = "--steps",
            defaultValue = "1000000",
            description = "Edit steps of one long run; 0 leaves it out. (${DEFAULT-VALUE})")
    private int steps = 1_000_000;

    @Option(names = "--dir", defaultValue = ".", description = "Where to make a folder for it.")
    private Path parent = Path.of(".");

    @Mixin private JsonMixin json = new JsonMixin();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (runs < 1 || events < runs) {
            throw new UserError("--runs must be at least 1, and --events as many");
        }
        try (BenchFolder folder = BenchFolder.in(parent);
                FigureText figures = new FigureText(json, spec.commandLine().getOut())) {
            Path few = folder.dir().resolve("few");
            Path many = folder.dir().resolve("many");
            WebBench.fill(few, FEW * 100L, FEW);
            figures.say("ten runs:");
            new WebBench(few, figures).list(Double.NaN);
            WebBench.fill(many, events, runs);
            figures.say("%,d events, %,d runs:".formatted(events, runs));
            WebBench bench = new WebBench(many, figures);
            bench.list(Double.NaN);
            bench.serve();
            if (readers > 0) {
                new LiveBench(few, readers, RATE, SECONDS, figures).run();
            }
            Path large = folder.dir().resolve("large");
            WebBench.fillLarge(large);
            figures.say("two runs of the shape of a model of 7B:");
            new WebBench(large, figures).serveLarge();
            if (steps > 0) {
                Path longRun = folder.dir().resolve("long");
                WebBench.fillLong(longRun, steps);
                figures.say("one run of %,d steps:".formatted(steps));
                new WebBench(longRun, figures).serveLong(steps);
            }
        } catch (java.io.IOException e) {
            throw new UserError("a process could not be measured: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
