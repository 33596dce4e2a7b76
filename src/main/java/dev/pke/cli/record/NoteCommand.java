package dev.pke.cli.record;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;

/** The verb {@code pke note RUN TEXT…}: writes a note on a run. */
@Command(name = "note", description = "Writes a note on a run: an event of its own, for good.")
public final class NoteCommand implements Runnable {
    @Mixin RemarkMixin remark = new RemarkMixin();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "What to say; several words are joined by spaces.")
    List<String> text = List.of();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        remark.write(
                spec.commandLine().getOut(),
                (remarks, id, run) -> remarks.note(id, run, remark.author, String.join(" ", text)));
    }
}
