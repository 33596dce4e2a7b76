package dev.pke.cli.bench;

import dev.pke.cli.Exit;
import dev.pke.cli.Visible;
import dev.pke.cli.model.ModelMixin;
import dev.pke.conformance.CheckCase;
import dev.pke.conformance.CheckRows;
import dev.pke.conformance.Conformance;
import dev.pke.conformance.FolderCheck;
import dev.pke.event.CanonicalJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(names = "--json", description = "As a JSON array, one object a quantity.")
    boolean json;

    @Mixin ModelMixin model = new ModelMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int checked = 0;
        int failed = 0;
        int notBuilt = 0;
        List<Object> all = new ArrayList<>();
        // A case that can't be read is told before any is checked.
        cases.stream().filter(f -> !FolderCheck.knows(f)).forEach(CheckCase::read);
        for (Path folder : cases) {
            if (!json) {
                out.println(Visible.of(folder.toString()));
            }
            for (CheckRows.Row row : Conformance.check(folder, model::open)) {
                if (json) {
                    all.add(object(folder, row));
                } else {
                    out.println("  " + Visible.of(row.text()));
                }
                checked += row.built() ? 1 : 0;
                notBuilt += row.built() ? 0 : 1;
                failed += row.fails() ? 1 : 0;
            }
        }
        String others = notBuilt == 0 ? "" : ", " + notBuilt + " more not built";
        out.println(
                json
                        ? CanonicalJson.write(all)
                        : checked + " quantities, " + failed + " failed" + others);
        return failed == 0 ? Exit.OK : Exit.FAILED;
    }

    private static Map<String, @Nullable Object> object(Path folder, CheckRows.Row row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("case", folder.toString());
        object.put("quantity", row.quantity());
        object.put("verdict", !row.built() ? "not-built" : row.fails() ? "fail" : "pass");
        object.put("expected", row.expected());
        object.put("seen", row.seen());
        object.put("difference", row.built() ? (Object) row.difference() : null);
        object.put("tolerance", row.built() ? (Object) row.tolerance() : null);
        object.put("unit", row.unit());
        return object;
    }
}
