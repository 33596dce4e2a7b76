package dev.pke.cli;

import dev.pke.fault.UserError;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the record lives: the option {@code --home}, shared by every verb that reads or writes it.
 */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:PKE_HOME:-pke-home}",
            description = "Folder of events.db and blobs/ (env PKE_HOME; default ./pke-home).")
    public Path dir = Path.of("pke-home");

    /** Whether anything has been recorded there. */
    public boolean holdsRecord() {
        return Files.exists(dir.resolve("events.db"));
    }

    /** Refuses a home where nothing has been recorded, in one line that ends in what to do. */
    public void mustHoldRuns(String instead) {
        if (!holdsRecord()) {
            throw new UserError("no runs in " + dir + ": " + instead);
        }
    }
}
