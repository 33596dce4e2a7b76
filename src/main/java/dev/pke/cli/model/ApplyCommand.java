package dev.pke.cli.model;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.RunId;
import dev.pke.diff.RecordedRun;
import dev.pke.diff.Restoration;
import dev.pke.diff.TensorSources;
import dev.pke.fault.UserError;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The verb {@code pke apply RUN}: the edited model as a folder that other tools load. */
@Command(
        name = "apply",
        description =
                "Writes a run's edited model as a Hugging Face folder: the base with the recorded new"
                        + " bits. Exit code 1 unless its digest is the one that the run recorded.")
public final class ApplyCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = {RunId.HELP, "Or a delta's file, as pke export --delta writes it."})
    String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "The base model, if it is not where the run found it.")
    @Nullable Path folder;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "A new folder.")
    Path to = Path.of("");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path delta = Path.of(run);
        return Files.isRegularFile(delta) ? applied(delta) : recorded();
    }

    /** Old bits are held against the folder's, so that a delta proves itself. */
    private int applied(Path delta) {
        if (folder == null) {
            throw new UserError(run + " is a delta: name the model it edits, as FOLDER");
        }
        Restoration made = Restoration.apply(folder, List.of(TensorSources.deltaFile(delta)), to);
        var out = spec.commandLine().getOut();
        out.printf("%s: %d tensors rewritten%n", made.written(), made.tensors());
        out.println("digest " + made.digest());
        return Exit.OK;
    }

    private int recorded() {
        try (Home open = Home.openReadOnly(home.dir)) {
            TensorSources sources = new TensorSources(open, folder);
            RecordedRun recorded = sources.run(run);
            Restoration made =
                    Restoration.apply(sources.folder(recorded), recorded.read(open.blobs()), to);
            String wanted = Objects.requireNonNullElse(recorded.after(), made.digest());
            return RevertCommand.say(spec, made, recorded, wanted);
        }
    }
}
