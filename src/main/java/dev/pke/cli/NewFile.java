package dev.pke.cli;

import dev.pke.fault.UserError;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The rule for what verbs write: a file that is there already is kept, unless {@code --force}; a
 * folder always.
 */
public final class NewFile {
    @Option(names = "--force", description = "Writes over a file that is there already.")
    boolean force;

    /** Refuses a path where something is. */
    public Path check(Path to) {
        if (Files.isDirectory(to)) {
            throw new UserError(to + " is a folder, which is never written over: name a file");
        }
        if (!force && Files.isRegularFile(to)) {
            throw new UserError(to + " exists already; name another, or say --force");
        }
        return to;
    }
}
