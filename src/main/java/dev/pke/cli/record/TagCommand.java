package dev.pke.cli.record;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code pke tag RUN TAG}: gives a run a tag. */
@Command(
        name = "tag",
        description = "Gives a run a tag: an event of its own, for good.",
        footer = "pke runs --tag TAG lists the runs that have one.")
public final class TagCommand implements Runnable {
    @Mixin RemarkMixin remark = new RemarkMixin();

    @Parameters(
            index = "1",
            paramLabel = "TAG",
            description = "1 to 40 letters, digits, dots, dashes or underscores.")
    String tag = "";

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        remark.write(
                spec.commandLine().getOut(),
                (remarks, id, run) -> remarks.tag(id, run, remark.author, tag));
    }
}
