package dev.pke.cli.record;

import dev.pke.cli.Described;
import dev.pke.cli.Description;

import java.io.PrintWriter;
import java.util.List;

/** The verb {@code pke note RUN TEXT…}: writes a note on a run. */
public final class NoteCommand implements Described {
    private final RemarkOptions remark = new RemarkOptions();
    private List<String> text = List.of();

    @Override
    public void describe(Description told) {
        remark.describe(told);
        told.does("Writes a note on a run: an event of its own, for good.")
                .words(
                        new Description.Rest(1, 1),
                        "TEXT",
                        "What to say; several words are joined by spaces.",
                        typed -> text = typed);
    }

    @Override
    public void run(PrintWriter out) {
        String note = String.join(" ", text);
        remark.write(out, (remarks, by) -> remarks.note(by.id(), by.run(), by.author(), note));
    }
}
