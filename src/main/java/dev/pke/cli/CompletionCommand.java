package dev.pke.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code pke completion SHELL}: what a shell needs to complete verbs and options. */
@Command(
        name = "completion",
        description = {
            "Prints what a shell needs to complete verbs and options.",
            "bash and zsh (after compinit): source <(pke completion SHELL)",
            "fish: pke completion fish | source"
        })
final class CompletionCommand implements Runnable {
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    Shell shell = Shell.bash;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().print(shell.script());
    }
}
