package dev.pke.cli.record;

import dev.pke.audit.sign.SigningKey;
import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.NewFile;
import dev.pke.cli.RunId;
import dev.pke.export.Tables;
import dev.pke.fault.UserError;
import dev.pke.run.RunName;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The verb {@code pke export}: events as JSON Lines, figures as CSV, an edited model. */
@Command(
        name = "export",
        description =
                "Writes events as JSON Lines with CloudEvents attributes, or metrics, steps, answers"
                        + " or changes as CSV that no spreadsheet takes for formulas; each as Parquet"
                        + " where FILE ends in .parquet; mlflow: runs for MLflow's client"
                        + " (experiments/mlflow_import.py); of a run its edited model with a card, or"
                        + " its delta.")
public final class ExportCommand implements Callable<Integer> {
    private static final String MLFLOW = "mlflow";

    @Mixin HomeOption home = new HomeOption();
    @Mixin NewFile file = new NewFile();

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "events, metrics, steps, answers, changes or mlflow; or a run, whose model is"
                            + " meant.")
    String what = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "RUN",
            description = {RunId.HELP, "None means all runs."})
    List<String> runs = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Instead of the standard output; a folder for a model.")
    @Nullable Path to;

    @Option(names = "--delta", description = "Of a run only its delta, as safetensors.")
    boolean delta;

    @Option(
            names = "--base",
            paramLabel = "FOLDER",
            description = "The base model, if it is not where the run found it.")
    @Nullable Path base;

    @Option(
            names = "--sign",
            description = "Signs the model's folder as OpenSSF Model Signing has it: model.sig.")
    boolean sign;

    @Mixin KeyOption key = new KeyOption();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Home open = home.openReadOnly()) {
            if (!isTable(what)) {
                return model(open, to);
            }
            if (to == null) {
                PrintWriter out = spec.commandLine().getOut();
                text(open, out);
                out.flush();
            } else if (isParquet(to)) {
                parquet(open, file.check(to));
            } else {
                text(open, file.check(to));
            }
            return Exit.OK;
        } catch (IOException e) {
            throw new UserError(to + " can't be written: " + e.getMessage(), e);
        }
    }

    private static boolean isParquet(Path to) {
        return to.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    private void parquet(Home open, Path target) throws IOException {
        if (what.equals(MLFLOW)) {
            throw new UserError("MLflow's client takes lines of JSON: name a file that says so");
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            new TableExport(open, table(), runs).parquet(out);
        }
    }

    private void text(Home open, Path target) throws IOException {
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(target, StandardCharsets.UTF_8))) {
            text(open, out);
            if (out.checkError()) {
                throw new UserError(target + " can't be written to its end");
            }
        }
    }

    private void text(Home open, PrintWriter out) throws IOException {
        if (what.equals(MLFLOW)) {
            new TableExport(open, null, runs).mlflow(out);
        } else {
            new TableExport(open, table(), runs).text(out);
        }
    }

    private static boolean isTable(String what) {
        return what.equals("events")
                || what.equals(MLFLOW)
                || Arrays.stream(Tables.values())
                        .anyMatch(each -> each.name().toLowerCase(Locale.ROOT).equals(what));
    }

    /** Writes what the run of that name left. */
    private int model(Home open, @Nullable Path target) {
        if (RunName.meant(open.runs(), what).isEmpty()) {
            throw new UserError(
                    "no table and no run "
                            + what
                            + "; tables are events, metrics, steps, answers, changes and mlflow");
        }
        if (target == null) {
            throw new UserError("name where the model of run " + what + " goes, with --to");
        }
        String run = RunId.find(open.runs(), what);
        ModelExport export = new ModelExport(open, run, spec.commandLine().getOut());
        if (delta) {
            return export.delta(file, target);
        }
        SigningKey signer = sign ? key.read(open.dir()) : null;
        int done = export.model(base, target);
        if (signer != null) {
            export.sign(target, signer);
        }
        return done;
    }

    /** The table that was asked for; null for the events. */
    private @Nullable Tables table() {
        return what.equals("events") ? null : Tables.valueOf(what.toUpperCase(Locale.ROOT));
    }
}
