package dev.pke.cli.record;

import dev.pke.cli.Described;
import dev.pke.cli.Description;

import java.io.PrintWriter;

/** The verb {@code pke tag RUN TAG}: gives a run a tag. */
public final class TagCommand implements Described {
    private final RemarkOptions remark = new RemarkOptions();
    private String tag = "";

    @Override
    public void describe(Description told) {
        remark.describe(told);
        told.does("Gives a run a tag: an event of its own, for good.")
                .ends("pke runs --tag TAG lists the runs that have one.")
                .word(
                        1,
                        "TAG",
                        "1 to 40 letters, digits, dots, dashes or underscores.",
                        typed -> tag = typed);
    }

    @Override
    public void run(PrintWriter out) {
        remark.write(out, (remarks, by) -> remarks.tag(by.id(), by.run(), by.author(), tag));
    }
}
