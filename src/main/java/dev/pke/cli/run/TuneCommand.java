package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.experiment.Tuning;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code pke tune SPECIMEN}: every method's learning rate and steps, by one rule. */
@Command(
        name = "tune",
        description =
                "Tries one small grid of learning rates and steps for every method on a specimen's"
                        + " edit split, and says which is best.")
public final class TuneCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FOLDER",
            description = "a specimen, such as experiments/specimen/plain")
    private Path folder = Path.of("experiments/specimen/plain");

    @Option(names = "--seed", description = "chooses pool and controls (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Tuning.run(folder, seed, line -> spec.commandLine().getOut().println(line));
        return Exit.OK;
    }
}
