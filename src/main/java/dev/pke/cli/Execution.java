package dev.pke.cli;

import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.run.DamagedEvent;

import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
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

    Execution(Verb verb, PrintWriter out, PrintWriter err) {
        this.verb = verb;
        CommandLine command = new CommandLine(described(verb));
        CommandSpec spec = command.getCommandSpec();
        complete(spec);
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
                new CommandLine(root())
                        .addSubcommand(verb.word(), command)
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setDefaultValueProvider(Preferences.read(verb))
                        .setParameterExceptionHandler(Execution::badArguments)
                        .setExecutionExceptionHandler(Execution::failed);
    }

    /** Runs a verb with its words; the exit code. */
    static int of(Verb verb, List<String> words, PrintWriter out, PrintWriter err) {
        Execution execution;
        try {
            execution = new Execution(verb, out, err);
        } catch (UserError bad) {
            // the file of preferences is read before there is a command that tells of it
            err.println("pke: " + Visible.of(brief(bad.line())));
            return Exit.USAGE;
        }
        return execution.run(words);
    }

    private static CommandSpec root() {
        CommandSpec root = CommandSpec.create().name("pke");
        root.usageMessage().synopsisSubcommandLabel("VERB");
        return root;
    }

    private static Object described(Verb verb) {
        Object verbs = verb.command();
        if (verbs instanceof Described command) {
            Description told = new Description(command, verb.word());
            command.describe(told);
            return told.spec();
        }
        return verbs;
    }

    /** Adds what every verb has, and those below it: help, version and exit codes. */
    private static void complete(CommandSpec spec) {
        spec.versionProvider(new Version());
        spec.usageMessage().exitCodeListHeading("Exit codes:%n");
        if (spec.usageMessage().exitCodeList().isEmpty()) {
            spec.usageMessage().exitCodeList(Exit.meanings());
        }
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        spec.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        spec.subcommands().values().forEach(each -> complete(each.getCommandSpec()));
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
