package dev.pke.cli.bench;

import dev.pke.cli.Exit;
import dev.pke.cli.Visible;
import dev.pke.cli.model.ModelMixin;
import dev.pke.conformance.CheckCase;
import dev.pke.conformance.CheckRows;
import dev.pke.conformance.Conformance;
import dev.pke.conformance.FolderCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The verb {@code pke check}: does this program compute what public code computed? */
@Command(
        name = "check",
        description = {
            "Runs conformance cases: folders with a model, inputs.json, expected.json and"
                    + " expected.safetensors; of text metrics only the two JSON files; folders as"
                    + " published with case.json.",
            "One row a quantity: expected, seen, difference, tolerance. Exit code 1 on any fail."
                    + " What a case holds and pke has no code for is told as not built."
        })
public final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "CASE", description = "Case folders.")
    List<Path> cases = new ArrayList<>();

    @Mixin ModelMixin model = new ModelMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int checked = 0;
        int failed = 0;
        int notBuilt = 0;
        // A case that can't be read is told before any is checked.
        cases.stream().filter(f -> !FolderCheck.knows(f)).forEach(CheckCase::read);
        for (Path folder : cases) {
            out.println(Visible.of(folder.toString()));
            for (CheckRows.Row row : Conformance.check(folder, model::open)) {
                out.println("  " + Visible.of(row.text()));
                checked += row.built() ? 1 : 0;
                notBuilt += row.built() ? 0 : 1;
                failed += row.fails() ? 1 : 0;
            }
        }
        String others = notBuilt == 0 ? "" : ", " + notBuilt + " more not built";
        out.println(checked + " quantities, " + failed + " failed" + others);
        return failed == 0 ? Exit.OK : Exit.FAILED;
    }
}
