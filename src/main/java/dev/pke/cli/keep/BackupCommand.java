package dev.pke.cli.keep;

import dev.pke.audit.Verify;
import dev.pke.audit.keep.Copying;
import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Visible;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The verb {@code pke backup}: a copy in a folder that is verified once it is made. */
@Command(
        name = "backup",
        description = {
            "Copies the record into a folder as it stands now, and verifies the copy. Others may"
                    + " write meanwhile. The next backup to the same folder takes what is new.",
            "Keys are not part of it. To restore, use the folder as --home, or pke copy it."
        })
public final class BackupCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(paramLabel = "TO", description = "A folder: new, or of an earlier backup.")
    Path to = Path.of("backup");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        home.mustHoldRuns("there is nothing to back up");
        PrintWriter out = spec.commandLine().getOut();
        try (var from = home.openReadOnly();
                var copy = HomeOption.at(to.toString(), to)) {
            out.println(to + "" + Copying.copy(from, copy));
        }
        var found = new Verify(null, null, Runtime.getRuntime().availableProcessors()).home(to);
        found.lines().forEach(line -> out.println(Visible.of(line)));
        return found.passed() ? Exit.OK : Exit.FAILED;
    }
}
