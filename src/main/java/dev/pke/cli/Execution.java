package dev.pke.cli;

import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.run.DamagedEvent;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One verb as picocli runs it; every error becomes one line and an exit code. */
final class Execution {
    private static final String EXAMPLE = "Example: ";
    private static final int MOST_CHARACTERS = 1000;

    private final Verb verb;
    private final CommandLine line;

    /** What every verb has: help, version and exit codes. */
    @Command(
            name = "pke",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "VERB",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:done, and what was checked holds",
                "1:done, and what was checked does not hold",
                "2:can't be done as asked; one line says why",
                "3:nothing could be concluded, or what was asked could not be checked",
                "130:stopped by Ctrl-C",
                "141:the output's reader went away"
            })
    static final class Root {}

    Execution(Verb verb, PrintWriter out, PrintWriter err) {
        this.verb = verb;
        CommandLine command = new CommandLine(verb.command());
        CommandSpec spec = command.getCommandSpec();
        if (spec.subcommands().isEmpty()) {
            String[] footer = spec.usageMessage().footer();
            spec.usageMessage()
                    .footer(
                            Stream.concat(
                                            Arrays.stream(footer),
                                            Stream.of(EXAMPLE + verb.example()))
                                    .toArray(String[]::new));
        }
        this.line =
                new CommandLine(new Root())
                        .addSubcommand(verb.word(), command)
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setDefaultValueProvider(Preferences.read(verb))
                        .setParameterExceptionHandler(Execution::badArguments)
                        .setExecutionExceptionHandler(Execution::failed);
    }

    /** Runs the verb with its words and returns its exit code. */
    int run(List<String> words) {
        List<String> args = new ArrayList<>(List.of(verb.word()));
        args.addAll(words);
        int code = line.execute(args.toArray(String[]::new));
        line.getOut().flush();
        return code;
    }

    /** The verb's command and those below it. */
    CommandLine command() {
        return Objects.requireNonNull(line.getSubcommands().get(verb.word()));
    }

    private static int badArguments(ParameterException error, String[] args) {
        CommandLine line = error.getCommandLine();
        String near = "";
        if (error instanceof UnmatchedArgumentException unmatched) {
            near = Nearest.suggestion(unmatched.getUnmatched().getFirst(), words(line));
        }
        say(line, error.getMessage() + near);
        line.getErr().println("try: " + line.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    }

    private static List<String> words(CommandLine line) {
        return Stream.concat(
                        line.getSubcommands().keySet().stream(),
                        line.getCommandSpec().optionsMap().keySet().stream())
                .toList();
    }

    private static int failed(Exception error, CommandLine line, CommandLine.ParseResult parsed) {
        if (error instanceof UserError || error instanceof DamagedEvent) {
            say(line, Objects.toString(error.getMessage()));
            return Exit.USAGE;
        }
        say(line, "this is a fault in pke, please report it: " + error);
        error.printStackTrace(line.getErr());
        return Exit.FAILED;
    }

    private static void say(CommandLine line, String message) {
        line.getErr().println("pke: " + Visible.of(brief(message)));
    }

    /** A line that can be read: of a value as long as a book, only how it begins and ends. */
    private static String brief(String message) {
        int length = message.length();
        return length <= MOST_CHARACTERS
                ? message
                : message.substring(0, MOST_CHARACTERS / 2)
                        + " … "
                        + message.substring(length - MOST_CHARACTERS / 2);
    }

    /** What {@code pke VERB --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Overview.version()};
        }
    }
}
