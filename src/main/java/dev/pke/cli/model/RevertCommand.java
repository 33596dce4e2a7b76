package dev.pke.cli.model;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.RunId;
import dev.pke.diff.RecordedRun;
import dev.pke.diff.Restoration;
import dev.pke.diff.TensorSources;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The verb {@code pke revert RUN FOLDER}: takes an edit off again, and proves it by digest. */
@Command(
        name = "revert",
        description = {
            "Writes an edited folder anew with a run's edit taken off: every new bit must be there,"
                    + " every old bit is put back. Exit code 1 unless the digest of what was written"
                    + " is the one that the run recorded before its edit."
        })
public final class RevertCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "RUN", description = RunId.HELP)
    String run = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The edited model.")
    Path folder = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "A new folder.")
    Path to = Path.of("");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Home open = home.openReadOnly()) {
            RecordedRun recorded = new TensorSources(open, null).run(run);
            Restoration made = Restoration.revert(folder, recorded.read(open.blobs()), to);
            return say(spec, made, recorded, recorded.base().digest());
        }
    }

    /** Prints what was written and whether it is what was wanted. */
    static int say(CommandSpec spec, Restoration made, RecordedRun recorded, String wanted) {
        var out = spec.commandLine().getOut();
        out.printf("%s: %d tensors rewritten%n", made.written(), made.tensors());
        String proof = made.proof(recorded);
        out.println("digest " + made.digest());
        out.println(
                proof == null
                        ? "which is no digest of run " + recorded.run()
                        : "which is " + proof);
        return made.digest().equals(wanted) ? Exit.OK : Exit.FAILED;
    }
}
