package dev.pke.cli.record;

import dev.pke.cli.Described;
import dev.pke.cli.Description;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The verb {@code pke note RUN TEXT…}: writes a note on a run. */
public final class NoteCommand implements Described {
    private final RemarkOptions remark = new RemarkOptions();
    private List<?> text = List.of();
    private @Nullable Description told;

    @Override
    public void describe(Description words) {
        told = words;
        remark.describe(words);
        words.does("Writes a note on a run: an event of its own, for good.")
                .words(
                        new Description.Rest(1, 1),
                        "TEXT",
                        "What to say; several words are joined by spaces.",
                        typed -> text = typed);
    }

    @Override
    public void run() {
        String note = text.stream().map(String::valueOf).collect(Collectors.joining(" "));
        remark.write(
                Objects.requireNonNull(told).out(),
                (remarks, by) -> remarks.note(by.id(), by.run(), by.author(), note));
    }
}
