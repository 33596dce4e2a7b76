package dev.pke.cli.bench;

import dev.pke.audit.Verification;
import dev.pke.audit.Verify;
import dev.pke.bench.BenchFolder;
import dev.pke.bench.CrashBench;
import dev.pke.bench.CrashHome;
import dev.pke.cli.Exit;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.StoreOption;
import dev.pke.fault.UserError;

import me.tongfei.progressbar.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code pke bench crash}: kills writing processes again and again, and looks at what is left. */
@Command(
        name = "crash",
        description = "Kill writing processes at random moments; nothing acknowledged may be lost.",
        footer = {
            "With --store a database that has nothing in it; what is written stays there.",
            "Example: pke bench crash --rounds 20"
        })
final class BenchCrashCommand implements Callable<Integer> {
    private static final int THREADS = 4;

    @Option(names = "--rounds", defaultValue = "200", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds = 200;

    @Option(
            names = "--processes",
            defaultValue = "3",
            description = "Writing processes a round (${DEFAULT-VALUE}), four threads each.")
    private int processes = 3;

    @Option(names = "--seed", defaultValue = "1", description = "Decides when to kill.")
    private long seed = 1;

    @Option(names = "--dir", defaultValue = ".", description = "Where to make a folder for it.")
    private Path parent = Path.of(".");

    @Mixin private StoreOption store = new StoreOption();

    @Mixin private JsonMixin json = new JsonMixin();

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Nothing that is written to a server is taken away again. */
    private String store() {
        return Objects.requireNonNullElse(store.address(), "");
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || processes < 1) {
            throw new UserError("--rounds and --processes must be at least 1");
        }
        try (BenchFolder folder = BenchFolder.in(parent);
                ProgressBar bar = new ProgressBar("kill -9", rounds)) {
            CrashHome home = new CrashHome(folder.dir().resolve("home"), store());
            CrashBench bench = new CrashBench(home, Clock.systemUTC(), seed, processes, THREADS);
            for (int round = 0; round < rounds; round++) {
                bench.round(round);
                bar.step();
            }
            bench.finish();
            int cores = Runtime.getRuntime().availableProcessors();
            Verification found = new Verify(null, null, cores).home(home.dir(), home.events());
            if (!found.passed()) {
                found.lines().forEach(spec.commandLine().getErr()::println);
                return Exit.FAILED;
            }
            json.say(
                    spec.commandLine().getOut(),
                    Map.of(
                            "rounds", rounds,
                            "acknowledged", bench.acknowledged(),
                            "recorded", bench.recorded()),
                    text ->
                            text.printf(
                                    "%n%d rounds, %,d events acknowledged, %,d recorded: none"
                                            + " lost, none twice, and the record passes"
                                            + " verification%n",
                                    rounds, bench.acknowledged(), bench.recorded()));
        }
        return Exit.OK;
    }
}
