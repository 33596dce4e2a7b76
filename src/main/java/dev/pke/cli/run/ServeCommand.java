package dev.pke.cli.run;

import dev.pke.cli.HomeOption;
import dev.pke.cli.Main;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.time.Clock;
import java.util.concurrent.Callable;

/** The verb {@code pke serve}: shows the record in a browser until Ctrl-C. */
@Command(name = "serve", description = "Shows every run of the record in a browser, live.")
public final class ServeCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin ServeOptions options = new ServeOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (Home open = Home.open(home.dir, Clock.systemUTC());
                OwnRuns runs = new OwnRuns(open, spec.commandLine().getOut(), new ShippedPlans());
                Serving serving = Serving.start(open, options, runs)) {
            spec.commandLine().getOut().println(serving.address());
            serving.await();
        }
        return Main.OK;
    }
}
