package dev.pke.cli.model;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Visible;
import dev.pke.diff.CheckpointDiff;
import dev.pke.diff.TensorSources;
import dev.pke.diff.Tensors;
import dev.pke.event.CanonicalJson;
import dev.pke.export.DiffText;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The verb {@code pke diff A B}: what differs between two checkpoints. Exit code 1 if anything. */
@Command(
        name = "diff",
        description = {
            "Compares two checkpoints to the bit: what changed, by how much, in which neurons; equal"
                    + " digests prove that the rest did not. Exit code 1 if anything differs.",
            "A and B are each a Hugging Face folder, a RUN (the model as it left it), RUN@before, or"
                    + " a delta (file or digest) over --base. `pke diff RUN` is RUN@before RUN."
        })
public final class DiffCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "A", description = "The first checkpoint, or a run.")
    String a = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The second.")
    @Nullable String b;

    @Option(names = "--base", paramLabel = "DIR", description = "The folder that deltas edit.")
    @Nullable Path base;

    @ArgGroup Form form = new Form();

    @Spec CommandSpec spec = CommandSpec.create();

    /** How to print it: lines unless one of these is asked for. */
    static final class Form {
        @Option(names = "--json", description = "As a JSON object, unchanged tensors included.")
        boolean json;

        @Option(names = "--csv", description = "As CSV, one row a tensor.")
        boolean csv;
    }

    @Override
    public Integer call() {
        if (!home.holdsRecord()) {
            return compare(new TensorSources(null, base), a);
        }
        try (Home open = home.openReadOnly()) {
            return compare(new TensorSources(open, base), a);
        }
    }

    private Integer compare(TensorSources sources, String first) {
        String second = b == null ? first : b;
        try (Tensors before = sources.open(b == null ? first + "@before" : first);
                Tensors after = sources.open(second)) {
            CheckpointDiff diff = CheckpointDiff.of(before, after);
            PrintWriter out = spec.commandLine().getOut();
            if (form.json) {
                out.println(CanonicalJson.write(DiffText.json(diff)));
            } else if (form.csv) {
                out.print(DiffText.csv(diff));
                out.flush();
            } else {
                DiffText.lines(diff).forEach(line -> out.println(Visible.of(line)));
            }
            return diff.same() ? Exit.OK : Exit.FAILED;
        }
    }
}
