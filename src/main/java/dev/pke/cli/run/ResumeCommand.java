package dev.pke.cli.run;

import dev.pke.cli.Outside;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.Surroundings;
import dev.pke.run.word.Status;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.security.SecureRandom;
import java.util.concurrent.Callable;

/** The verb {@code pke resume RUN}: goes on with a run that was cut off. */
@Command(name = "resume", description = "Goes on with a run from its last finished stage.")
public final class ResumeCommand implements Callable<Integer> {
    @Mixin AgainMixin again = new AgainMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return again.call(spec.commandLine().getOut(), this::resume);
    }

    private int resume(Home home, String run, Surroundings surroundings) {
        String owner = Outside.word(new SecureRandom(), 8);
        try (var _ = home.leases().keep(run, owner)) {
            Status end = Experiment.resume(run, owner, surroundings);
            return RunCommand.tell(spec.commandLine().getOut(), home, run, end);
        }
    }
}
