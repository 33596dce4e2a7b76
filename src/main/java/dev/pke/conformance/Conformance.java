package dev.pke.conformance;

import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.LanguageModel;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Computes what public code computed, case by case. */
public final class Conformance {
    private Conformance() {}

    /** Every quantity of a folder: a case, or one as it was published. */
    public static List<CheckRows.Row> check(Path folder, Function<Path, LanguageModel> open) {
        return FolderCheck.knows(folder)
                ? FolderCheck.check(folder, open)
                : check(CheckCase.read(folder), open);
    }

    /** Every quantity of a case whose kind is told by what it holds, with models so opened. */
    public static List<CheckRows.Row> check(CheckCase given, Function<Path, LanguageModel> opened) {
        var rows = new CheckRows();
        if (TextMetricsCheck.knows(given.inputs())) {
            TextMetricsCheck.run(given, rows);
        } else if (given.config().path("model_type").asString("").equals("roberta")) {
            RobertaCheck.run(given, rows);
        } else {
            try (LanguageModel model = opened.apply(given.folder())) {
                run(given, model, rows);
            }
        }
        if (rows.rows().stream().noneMatch(CheckRows.Row::built)) {
            throw new ModelError(given.folder() + " holds no quantity that can be checked");
        }
        return rows.rows();
    }

    private static void run(CheckCase given, LanguageModel model, CheckRows rows) {
        if (MendCheck.knows(given.inputs())) {
            MendCheck.run(given, model, rows);
        } else if (LowRankCheck.knows(given.inputs())) {
            LowRankCheck.run(given, model, rows);
        } else if (given.inputs().has("instances") && given.inputs().has("constraints")) {
            PkeCheck.run(given, model, rows);
        } else if (given.inputs().has("runs")) {
            new DinmCheck(given, model, rows).run();
        } else if (given.inputs().path("unsafe").has("completion_mask")) {
            BaselinesCheck.run(given, model, rows);
        } else if (given.inputs().path("sequences").has("unsafe")) {
            new FactorsCheck(given, model, rows).run();
        } else if (given.inputs().path("sequences").isArray()) {
            new ForwardCheck(given, model, rows).run();
        } else {
            throw new UserError(
                    given.folder()
                            + " is a case of a kind not known here; known: forward, roberta,"
                            + " dinm, pke, pke-v1, pke-deep, baselines, low-rank, mend, text-metrics");
        }
    }
}
