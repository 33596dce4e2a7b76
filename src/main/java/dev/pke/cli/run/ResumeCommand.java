package dev.pke.cli.run;

import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.RunId;
import dev.pke.experiment.Experiment;
import dev.pke.run.Status;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;

/** The verb {@code pke resume RUN}: goes on with a run that was cut off. */
@Command(name = "resume", description = "Goes on with a run from its last finished stage.")
public final class ResumeCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(paramLabel = "RUN", description = RunId.HELP)
    String run = "";

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        home.mustHoldRuns("give --home");
        PrintWriter out = spec.commandLine().getOut();
        try (Home open = Home.open(home.dir, Clock.systemUTC());
                Interrupt interrupt = new Interrupt()) {
            String found = RunId.find(open.runs(), run);
            Status end =
                    Experiment.resume(
                            found,
                            Outside.word(new SecureRandom(), 8),
                            Outside.of(open, new RunLines(out, "  "), interrupt::asked));
            return RunCommand.tell(out, open, found, end);
        }
    }
}
