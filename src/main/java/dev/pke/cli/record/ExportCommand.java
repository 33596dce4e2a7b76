package dev.pke.cli.record;

import dev.pke.audit.sign.Head;
import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.NewFile;
import dev.pke.cli.RunId;
import dev.pke.event.Recorded;
import dev.pke.export.CloudEvents;
import dev.pke.export.Csv;
import dev.pke.export.Subject;
import dev.pke.export.Tables;
import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.run.RunName;
import dev.pke.run.RunRecord;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
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
                        + " or changes as CSV that no spreadsheet takes for formulas; of a run its edited"
                        + " model with a card, or its delta.")
public final class ExportCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin NewFile file = new NewFile();

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "events, metrics, steps, answers or changes; or a run, whose model is meant.")
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

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Home open = Home.openReadOnly(home.dir)) {
            if (!isTable(what)) {
                return model(open, to);
            }
            Tables table = table(what);
            if (to == null) {
                write(open, table, spec.commandLine().getOut());
                spec.commandLine().getOut().flush();
                return Exit.OK;
            }
            try (PrintWriter out =
                    new PrintWriter(
                            Files.newBufferedWriter(file.check(to), StandardCharsets.UTF_8))) {
                write(open, table, out);
                if (out.checkError()) {
                    throw new UserError(to + " can't be written to its end");
                }
            } catch (IOException e) {
                throw new UserError(to + " can't be written: " + e.getMessage(), e);
            }
            return Exit.OK;
        }
    }

    private static boolean isTable(String what) {
        return what.equals("events")
                || Arrays.stream(Tables.values())
                        .anyMatch(each -> each.name().toLowerCase(Locale.ROOT).equals(what));
    }

    /** Writes what the run of that name left. */
    private int model(Home open, @Nullable Path target) {
        if (RunName.meant(open.runs(), what).isEmpty()) {
            throw new UserError(
                    "no table and no run "
                            + what
                            + "; tables are events, metrics, steps, answers and changes");
        }
        if (target == null) {
            throw new UserError("name where the model of run " + what + " goes, with --to");
        }
        String run = RunId.find(open.runs(), what);
        ModelExport export = new ModelExport(open, run, spec.commandLine().getOut());
        return delta ? export.delta(file, target) : export.model(base, target);
    }

    private static @Nullable Tables table(String what) {
        if (what.equals("events")) {
            return null;
        }
        for (Tables each : Tables.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(what)) {
                return each;
            }
        }
        throw new UserError(
                "no table " + what + "; there are events, metrics, steps, answers and changes");
    }

    private void write(Home open, @Nullable Tables table, PrintWriter out) {
        if (table != null) {
            out.print(Csv.row(table.columns()));
        }
        Recorded first = open.store().at(1);
        String origin = Head.originOf(first == null ? null : first.hash());
        RunList list = open.runs();
        if (table == null && runs.isEmpty()) {
            open.store().all(0).forEach(event -> out.print(CloudEvents.line(event, origin) + "\n"));
            return;
        }
        List<String> ids =
                runs.isEmpty()
                        ? list.ids()
                        : runs.stream().map(run -> RunId.find(list, run)).toList();
        for (String id : ids) {
            List<Recorded> events = RunRecord.of(open.store(), id);
            Subject subject = table == null ? Subject.UNKNOWN : Subject.of(events);
            for (Recorded event : events) {
                if (table == null) {
                    out.print(CloudEvents.line(event, origin) + "\n");
                } else {
                    table.rows(subject, event).forEach(row -> out.print(Csv.row(row)));
                }
            }
        }
    }
}
