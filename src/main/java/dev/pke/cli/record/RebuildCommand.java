package dev.pke.cli.record;

import dev.pke.cli.HomeOption;
import dev.pke.cli.Main;
import dev.pke.cli.Terminal;
import dev.pke.run.ReadModel;
import dev.pke.run.ReadModelRegistry;
import dev.pke.store.Home;

import me.tongfei.progressbar.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code pke rebuild}: makes the stored read models anew from the log. */
@Command(name = "rebuild", description = "Make every stored read model anew from the log.")
public final class RebuildCommand implements Callable<Integer> {
    @Mixin private HomeOption home = new HomeOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Home open = Home.open(home.dir, Clock.systemUTC())) {
            if (Terminal.watched()) {
                try (ProgressBar bar = new ProgressBar("rebuild", open.store().head())) {
                    open.keeper().rebuild(bar::stepTo);
                }
            } else {
                open.keeper().rebuild(position -> {});
            }
            spec.commandLine()
                    .getOut()
                    .printf(
                            "rebuilt %s as of position %d%n",
                            ReadModelRegistry.all().stream()
                                    .map(ReadModel::name)
                                    .collect(Collectors.joining(", ")),
                            open.views().position());
        }
        return Main.OK;
    }
}
