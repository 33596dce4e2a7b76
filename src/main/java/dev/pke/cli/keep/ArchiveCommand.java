package dev.pke.cli.keep;

import dev.pke.audit.keep.PutAway;
import dev.pke.cli.Visible;
import dev.pke.fault.UserError;
import dev.pke.run.RunSummary;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** The verb {@code pke archive}: puts a run away, or takes it back. */
@Command(
        name = "archive",
        description = {
            "Puts a run away: lists leave it out, and its blobs move to another folder. Its events"
                    + " stay, digests and all; pke verify says where the blobs lie.",
            "pke runs --archived lists such runs. To apply, diff, replay or bundle one, take it"
                    + " --back."
        })
public final class ArchiveCommand implements Runnable {
    @Mixin RunMixin which = new RunMixin();

    @Option(names = "--to", paramLabel = "DIR", description = "Where its blobs go.")
    @Nullable Path to;

    @Option(names = "--back", description = "Takes it back from where it lies.")
    boolean back;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (back == (to != null)) {
            throw new UserError("say where its blobs go with --to, or --back");
        }
        try (Home open = which.open()) {
            RunSummary run = which.meant(open);
            PutAway away = new PutAway(open, which.author);
            int blobs =
                    to == null
                            ? away.back(run, RunMixin.id())
                            : away.archive(run, to, RunMixin.id());
            which.acted(open, back ? "run-returned" : "run-archived", run);
            String where = to == null ? "back" : "to " + to;
            spec.commandLine()
                    .getOut()
                    .println(Visible.of("%s: %,d blobs %s".formatted(run.run(), blobs, where)));
        }
    }
}
