package dev.pke.cli.keep;

import dev.pke.cli.HomeOption;
import dev.pke.cli.Outside;
import dev.pke.cli.RunId;
import dev.pke.fault.UserError;
import dev.pke.run.Acted;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.store.Home;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.security.SecureRandom;

/** What verbs share that change what is kept of a run: which run, where, and who does it. */
final class RunMixin {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "RUN", description = RunId.HELP)
    String run = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name:-unnamed}",
            description = "Who does it, as it will be recorded (default: ${DEFAULT-VALUE}).")
    String author = "";

    Home open() {
        home.mustHoldRuns("give --home or start a run");
        return home.open();
    }

    /** The run that is meant. */
    RunSummary meant(Home open) {
        RunList runs = open.runs();
        RunSummary found = runs.run(RunId.find(runs, run));
        if (found == null) {
            throw new UserError("no run " + run);
        }
        return found;
    }

    /** A new event's id. */
    static String id() {
        return "kept." + Outside.word(new SecureRandom(), 16);
    }

    /** Says on the record who did what to the run. */
    void acted(Home open, String action, RunSummary to) {
        new Acted(author, "local", action, to.run()).writeTo(open.store(), id());
    }
}
