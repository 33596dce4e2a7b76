package dev.pke.cli.bench;

import dev.pke.bench.BenchFolder;
import dev.pke.bench.StartBench;
import dev.pke.cli.Exit;
import dev.pke.cli.JsonMixin;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code pke bench start}: how long short verbs take, as ratios to {@code java -version}. */
@Command(
        name = "start",
        description = {
            "Measures how long short verbs take from the command line, beside java -version in the"
                    + " same rounds, on a home of invented runs.",
            "Exit code 1 if one takes more than its bar."
        },
        footer = "Example: pke bench start --rounds 20")
final class BenchStartCommand implements Callable<Integer> {
    @Option(
            names = "--rounds",
            defaultValue = "10",
            description = "Rounds; the quickest of each counts (${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Option(
            names = "--runs",
            defaultValue = "10",
            description = "Runs of 2,000 events in the home (${DEFAULT-VALUE}).")
    private int runs = 10;

    @Option(names = "--dir", defaultValue = ".", description = "Where to make a folder for it.")
    private Path parent = Path.of(".");

    @Mixin private JsonMixin json = new JsonMixin();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (rounds < 1 || runs < 1) {
            throw new UserError("--rounds and --runs must be at least 1");
        }
        Path pke = Path.of(System.getProperty("pke.root", ""), "pke").toAbsolutePath();
        if (!Files.isExecutable(pke)) {
            throw new UserError(pke + " is no program; start this as ./pke of a checkout");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        PrintWriter out = spec.commandLine().getOut();
        boolean good = true;
        List<Object> said = new ArrayList<>();
        try (BenchFolder folder = BenchFolder.in(parent)) {
            Path home = folder.dir().toAbsolutePath().resolve("home");
            StartBench.fill(home, runs);
            for (StartBench.Rung rung : new StartBench(java, pke, home).run(rounds)) {
                String bar = rung.bar().words();
                said.add(json(rung));
                json.talk(out)
                        .printf(
                                Locale.ROOT,
                                "%-24s %7.3f s  %6.1f x  %s%n",
                                rung.name(),
                                rung.seconds(),
                                rung.ratio(),
                                bar.isEmpty()
                                        ? ""
                                        : bar + (rung.reached() ? ": reached" : ": NOT reached"));
                good &= rung.reached();
            }
        }
        json.say(out, said);
        return good ? Exit.OK : Exit.FAILED;
    }

    private static Map<String, @Nullable Object> json(StartBench.Rung rung) {
        String bar = rung.bar().words();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", rung.name());
        json.put("seconds", rung.seconds());
        json.put("ratio", rung.ratio());
        json.put("bar", bar.isEmpty() ? null : bar);
        json.put("reached", rung.reached());
        return json;
    }
}
