package dev.pke.cli;

import dev.pke.cli.bench.BenchCommand;
import dev.pke.cli.bench.CheckCommand;
import dev.pke.cli.model.ApplyCommand;
import dev.pke.cli.model.DiffCommand;
import dev.pke.cli.model.ModelCommand;
import dev.pke.cli.model.RevertCommand;
import dev.pke.cli.model.SpecimenCommand;
import dev.pke.cli.record.BundleCommand;
import dev.pke.cli.record.ExportCommand;
import dev.pke.cli.record.ImportCommand;
import dev.pke.cli.record.NoteCommand;
import dev.pke.cli.record.RebuildCommand;
import dev.pke.cli.record.RunsCommand;
import dev.pke.cli.record.ShowCommand;
import dev.pke.cli.record.SignCommand;
import dev.pke.cli.record.TagCommand;
import dev.pke.cli.record.VerifyCommand;
import dev.pke.cli.run.DemoCommand;
import dev.pke.cli.run.ReplayCommand;
import dev.pke.cli.run.ResumeCommand;
import dev.pke.cli.run.RunCommand;
import dev.pke.cli.run.ServeCommand;
import dev.pke.cli.run.TuneCommand;
import dev.pke.fault.UserError;
import dev.pke.run.DamagedEvent;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The program's entry: wires the verbs and turns every error into one line and an exit code. */
@Command(
        name = "pke",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        description =
                "Finds the few neurons behind a model's harmful answers, edits only those,"
                        + " proves what it did, and keeps every step on the record.",
        synopsisSubcommandLabel = "VERB",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, and what was checked holds",
            "1:done, and what was checked does not hold",
            "2:can't be done as asked; one line says why",
            "3:a replay that could conclude nothing",
            "130:stopped by Ctrl-C"
        },
        subcommands = {
            BenchCommand.class,
            CheckCommand.class,
            ModelCommand.class,
            RebuildCommand.class,
            ReplayCommand.class,
            ResumeCommand.class,
            DemoCommand.class,
            RunCommand.class,
            SpecimenCommand.class,
            RunsCommand.class,
            ServeCommand.class,
            ShowCommand.class,
            NoteCommand.class,
            TagCommand.class,
            VerifyCommand.class,
            SignCommand.class,
            BundleCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            TuneCommand.class,
            DiffCommand.class,
            ApplyCommand.class,
            RevertCommand.class,
        })
public final class Main {
    /** What was asked was done. */
    public static final int OK = 0;

    /** What was asked ran and did not hold, or the program has a fault. */
    public static final int FAILED = 1;

    /** What was asked can't be done as asked: one line on stderr says why. */
    public static final int USAGE = 2;

    /** What was asked ran and neither held nor failed: nothing could be concluded. */
    public static final int INCONCLUSIVE = 3;

    private Main() {}

    /** Runs the verb that {@code args} name and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the verb that {@code args} name and returns its exit code. */
    public static int run(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine line =
                new CommandLine(new Main())
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler(Main::badArguments)
                        .setExecutionExceptionHandler(Main::failed);
        return args.length == 0 ? line.execute("--help") : line.execute(args);
    }

    private static int badArguments(ParameterException error, String[] args) {
        CommandLine line = error.getCommandLine();
        String hint = "";
        if (error instanceof UnmatchedArgumentException unmatched) {
            hint =
                    unmatched.getSuggestions().stream()
                            .findFirst()
                            .map(s -> "; did you mean " + s + "?")
                            .orElse("");
        }
        say(line, error.getMessage() + hint);
        line.getErr().println("try: " + line.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    private static int failed(Exception error, CommandLine line, CommandLine.ParseResult parsed) {
        if (error instanceof UserError || error instanceof DamagedEvent) {
            say(line, Objects.toString(error.getMessage()));
            return USAGE;
        }
        say(line, "this is a fault in pke, please report it: " + error);
        error.printStackTrace(line.getErr());
        return FAILED;
    }

    private static void say(CommandLine line, String message) {
        line.getErr().println("pke: " + Visible.of(message));
    }

    /** The version the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"pke " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
