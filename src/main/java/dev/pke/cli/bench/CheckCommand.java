package dev.pke.cli.bench;

import dev.pke.cli.Exit;
import dev.pke.cli.Visible;
import dev.pke.cli.model.ModelMixin;
import dev.pke.conformance.BaselinesCheck;
import dev.pke.conformance.CheckCase;
import dev.pke.conformance.CheckRows;
import dev.pke.conformance.DinmCheck;
import dev.pke.conformance.FactorsCheck;
import dev.pke.conformance.ForwardCheck;
import dev.pke.conformance.PkeCheck;
import dev.pke.conformance.RobertaCheck;
import dev.pke.conformance.TextMetricsCheck;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.LanguageModel;

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
                    + " expected.safetensors; of text metrics only the two JSON files.",
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
        for (CheckCase given : cases.stream().map(CheckCase::read).toList()) {
            out.println(Visible.of(given.folder().toString()));
            for (CheckRows.Row row : check(given, model)) {
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

    /** Every quantity of a case whose kind is told by what it holds. */
    public static List<CheckRows.Row> check(CheckCase given, ModelMixin options) {
        var rows = new CheckRows();
        if (TextMetricsCheck.knows(given.inputs())) {
            TextMetricsCheck.run(given, rows);
            return nonEmpty(given, rows);
        }
        if (given.config().path("model_type").asString("").equals("roberta")) {
            RobertaCheck.run(given, rows);
            return nonEmpty(given, rows);
        }
        try (LanguageModel model = options.open(given.folder())) {
            if (given.inputs().has("instances") && given.inputs().has("constraints")) {
                PkeCheck.run(given, model, rows);
            } else if (given.inputs().has("runs")) {
                DinmCheck.run(given, model, rows);
            } else if (given.inputs().path("unsafe").has("completion_mask")) {
                BaselinesCheck.run(given, model, rows);
            } else if (given.inputs().path("sequences").has("unsafe")) {
                FactorsCheck.run(given, model, rows);
            } else if (given.inputs().path("sequences").isArray()) {
                ForwardCheck.run(given, model, rows);
            } else {
                throw new UserError(
                        given.folder()
                                + " is a case of a kind not known here; known: forward, roberta,"
                                + " dinm, pke, pke-v1, pke-deep, baselines, text-metrics");
            }
        }
        return nonEmpty(given, rows);
    }

    private static List<CheckRows.Row> nonEmpty(CheckCase given, CheckRows rows) {
        if (rows.rows().stream().noneMatch(CheckRows.Row::built)) {
            throw new ModelError(given.folder() + " holds no quantity that can be checked");
        }
        return rows.rows();
    }
}
