package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.util.concurrent.Callable;

/** The verb {@code pke serve}: shows the record in a browser until Ctrl-C. */
@Command(name = "serve", description = "Shows every run of the record in a browser, live.")
public final class ServeCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin ServeOptions options = new ServeOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (Home open = open();
                OwnRuns runs = new OwnRuns(open, spec.commandLine().getOut(), new ShippedPlans());
                Serving serving = Serving.start(open, options, runs)) {
            spec.commandLine().getOut().println(serving.address());
            serving.await();
        }
        return Exit.OK;
    }

    /** The home; for reading only where it lies on a medium that can't be written. */
    private Home open() {
        return home.holdsRecord() && Files.exists(home.dir) && !Files.isWritable(home.dir)
                ? home.openReadOnly()
                : home.open();
    }
}
