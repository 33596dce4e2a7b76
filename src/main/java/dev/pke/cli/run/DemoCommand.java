package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.Surroundings;
import dev.pke.experiment.plan.Plan;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Status;
import dev.pke.store.Home;
import dev.pke.web.Commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The verb {@code pke demo}: every method on a shipped specimen, compared and shown. */
@Command(
        name = "demo",
        description =
                "Edits a shipped specimen with PKE, DINM and the random controls,"
                        + " compares them, and shows it in a browser.")
public final class DemoCommand implements Callable<Integer> {
    /** The arms in the order they run: plans of experiments/SPECIMEN/. */
    private static final List<String> ARMS =
            List.of(
                    "baseline",
                    "dinm",
                    "pke-1",
                    "pke-2",
                    "pke-6",
                    "random-1",
                    "random-2",
                    "random-6",
                    "random-blocks-1",
                    "random-blocks-2",
                    "random-blocks-6",
                    "dinm-single",
                    "pke-6-single");

    /** The shipped specimens. */
    enum Shipped {
        plain,
        entangled
    }

    @Mixin HomeOption home = new HomeOption();
    @Mixin ServeOptions options = new ServeOptions();

    @Option(
            names = "--specimen",
            paramLabel = "NAME",
            defaultValue = "plain",
            description = "Which model: plain, or the harder entangled (default: plain).")
    Shipped specimen = Shipped.plain;

    @Option(names = "--no-serve", description = "End after the table.")
    boolean noServe;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<Plan> plans = plans();
        try (Home open = home.open()) {
            if (noServe) {
                return compare(open, plans, "");
            }
            try (Serving serving = Serving.start(open, options, Commands.none())) {
                say("watch it at " + serving.address());
                int code = compare(open, plans, serving.address());
                if (code == Exit.OK) {
                    say("Ctrl-C ends");
                    serving.await();
                }
                return code;
            }
        }
    }

    /** Runs every arm, then prints the table and where it is drawn. */
    private int compare(Home open, List<Plan> plans, String address) {
        SecureRandom random = new SecureRandom();
        List<String> runs = new ArrayList<>();
        PrintWriter err = spec.commandLine().getErr();
        try (Interrupt interrupt = new Interrupt();
                DemoProgress progress = new DemoProgress(err, plans.size())) {
            Surroundings around = Outside.of(open, progress, interrupt::asked);
            for (Plan plan : plans) {
                progress.arm(plan.name(), runs.size());
                String run = Outside.runId(plan.name(), Clock.systemUTC().instant(), random);
                runs.add(run);
                String owner = Outside.word(random, 8);
                try (var _ = open.leases().keep(run, owner)) {
                    if (Experiment.start(plan, run, owner, around) != Status.FINISHED) {
                        return Exit.CANCELLED;
                    }
                }
            }
        }
        List<RunSummary> arms =
                runs.stream()
                        .map(run -> RunView.of(open.store(), run).summary())
                        .filter(Objects::nonNull)
                        .toList();
        DemoTable.lines(arms).forEach(line -> say(Visible.of(line)));
        say("");
        DemoTable.depths(arms).forEach(line -> say(Visible.of(line)));
        if (!address.isEmpty()) {
            say("");
            say(address + "compare?runs=" + String.join(",", runs));
        }
        return Exit.OK;
    }

    private List<Plan> plans() {
        Path folder =
                Path.of(System.getProperty("pke.root", ""))
                        .resolve("experiments")
                        .resolve(specimen.name());
        return ARMS.stream().map(arm -> PlanFile.read(folder.resolve(arm + ".yaml"))).toList();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
