package dev.pke.cli.keep;

import dev.pke.audit.keep.PutAway;
import dev.pke.run.RunSummary;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code pke erase}: removes what a run's prompts and answers said. */
@Command(
        name = "erase",
        description = {
            "Removes the texts of a run's prompts and answers for good, where its plan said"
                    + " “answers: erasable”. Verdicts and figures stay, and the record still"
                    + " verifies; it says what was removed, by whom and why.",
            "Copies elsewhere are not reached: backups, bundles, exports, imported bundles."
        })
public final class EraseCommand implements Runnable {
    @Mixin RunMixin which = new RunMixin();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, as it will be recorded.")
    String reason = "";

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        try (Home open = which.open()) {
            RunSummary run = which.meant(open);
            int texts = new PutAway(open, which.author).erase(run, reason, RunMixin.id());
            which.acted(open, "texts-erased", run);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: the texts of %,d answers are gone from here; backups, bundles and"
                                    + " exports may still hold them%n",
                            run.run(), texts);
        }
    }
}
