package dev.pke.cli.bench;

import dev.pke.bench.BenchFolder;
import dev.pke.bench.DiffBench;
import dev.pke.cli.Exit;
import dev.pke.cli.JsonMixin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** {@code pke bench diff}: the checkpoint diff beside {@code cmp} on the same files. */
@Command(
        name = "diff",
        description = {
            "Measure the checkpoint diff beside cmp on the same files from the page cache.",
            "cmp only says whether two files differ; the diff also hashes every tensor."
        },
        footer = "Example: pke bench diff --megabytes 512")
final class BenchDiffCommand implements Callable<Integer> {
    private static final double BAR = 0.7;

    @Option(
            names = "--megabytes",
            defaultValue = "2048",
            description = "Size of each of the two checkpoints (${DEFAULT-VALUE}).")
    private long megabytes = 2048;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, cmp and diff in turn; the best of each counts.")
    private int rounds = 5;

    @Option(
            names = "--dir",
            defaultValue = ".",
            description = "Where to put the checkpoints; a new folder in it is used and removed.")
    private Path parent = Path.of(".");

    @Mixin private JsonMixin json = new JsonMixin();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (BenchFolder folder = BenchFolder.in(parent);
                FigureText figures = new FigureText(json, spec.commandLine().getOut())) {
            DiffBench bench = new DiffBench(folder.dir(), megabytes << 20);
            List<Path> made = bench.write(new SplittableRandom(1));
            double cmp = Double.MAX_VALUE;
            double diff = Double.MAX_VALUE;
            for (int i = 0; i < rounds; i++) {
                cmp = Math.min(cmp, bench.cmpSeconds(made.get(0), made.get(1)));
                diff =
                        Math.min(
                                diff,
                                bench.seconds(
                                        made.get(0), made.get(1), DiffBench.Expectation.SAME));
            }
            print(figures, "cmp, equal files", cmp, bench.bytes());
            print(figures, "pke diff, equal checkpoints", diff, bench.bytes());
            bench.edit(made.get(1), 20);
            double edited =
                    bench.seconds(made.get(0), made.get(1), DiffBench.Expectation.DIFFERENT);
            print(figures, "pke diff, 20 neurons of one block changed", edited, bench.bytes());
            figures.more("diff's speed as a share of cmp's", 100 * cmp / diff, "%", 100 * BAR);
            return Exit.OK;
        }
    }

    private static void print(FigureText figures, String what, double seconds, long bytes) {
        double speed = bytes / seconds / 1e9;
        String name = "%s: %.2f s".formatted(what, seconds);
        figures.more(name, speed, "GB/s of each", Double.NaN);
    }
}
