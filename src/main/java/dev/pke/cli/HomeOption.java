package dev.pke.cli;

import dev.pke.fault.UserError;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the record lives: the option {@code --home}, shared by every verb that reads or writes it.
 */
public final class HomeOption {
    private static final String NAME = "--home";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = NAME,
            paramLabel = "DIR",
            defaultValue = "${env:PKE_HOME:-pke-home}",
            description = "Folder of events.db and blobs/ (env PKE_HOME; default ./pke-home).")
    public Path dir = Path.of("pke-home");

    /**
     * Whether anything has been recorded there. A folder that was named with {@code --home} and
     * holds no record is refused: it is more likely mistyped than new.
     */
    public boolean holdsRecord() {
        boolean holds = Files.exists(dir.resolve("events.db"));
        if (!holds && spec.commandLine().getParseResult().hasMatchedOption(NAME)) {
            throw new UserError("there is no record in " + dir + "; look again at " + NAME);
        }
        return holds;
    }

    /** Refuses a home where nothing has been recorded, in one line that ends in what to do. */
    public void mustHoldRuns(String instead) {
        if (!holdsRecord()) {
            throw new UserError("no runs in " + dir + ": " + instead);
        }
    }
}
