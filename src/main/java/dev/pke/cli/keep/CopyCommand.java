package dev.pke.cli.keep;

import dev.pke.audit.keep.Copying;
import dev.pke.cli.HomeOption;
import dev.pke.cli.StoreOption;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** The verb {@code pke copy}: the whole record, bit for bit, into a folder or a server. */
@Command(
        name = "copy",
        description = {
            "Copies the whole record, bit for bit and with the same root, into another home or into"
                    + " PostgreSQL, and back. A copy that was made before is gone on with.",
            "Others may write meanwhile: the copy is the record as it stood when it began."
        })
public final class CopyCommand implements Runnable {
    @Mixin HomeOption home = new HomeOption();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR|URL",
            description = "A folder, or a database: postgres://USER@HOST/DATABASE.")
    String to = "";

    @Option(
            names = "--blobs",
            paramLabel = "DIR",
            description = "The home for the blobs of a database (default: the one copied from).")
    @Nullable Path blobs;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        home.mustHoldRuns("there is nothing to copy");
        if (blobs != null && !StoreOption.isServer(to)) {
            throw new UserError("--blobs goes with a database; a folder holds its own");
        }
        try (var from = home.openReadOnly();
                var copy = HomeOption.at(to, blobs == null ? home.dir : blobs)) {
            String where = copy.store().database().place();
            spec.commandLine().getOut().println(where + Copying.copy(from, copy));
        }
    }
}
