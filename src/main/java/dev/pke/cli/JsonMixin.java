package dev.pke.cli;

import dev.pke.event.CanonicalJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;

/**
 * The option {@code --json} of a verb that reports: the same for a program as for a person. The
 * shapes stand in {@code schema/output.md}.
 */
public final class JsonMixin {
    @Option(names = "--json", description = "As JSON; its shape: schema/output.md.")
    boolean json;

    /** Whether it was asked for. */
    public boolean asked() {
        return json;
    }

    /** Where a person is talked to meanwhile: nowhere where only JSON is to be said. */
    public PrintWriter talk(PrintWriter out) {
        return json ? new PrintWriter(Writer.nullWriter()) : out;
    }

    /** Says JSON if that was asked for. */
    public void say(PrintWriter out, @Nullable Object said) {
        if (json) {
            out.println(CanonicalJson.write(said));
            out.flush();
        }
    }

    /** Says one thing as JSON if that was asked for, and else otherwise. */
    public void say(PrintWriter out, Object said, Consumer<PrintWriter> otherwise) {
        say(out, said);
        if (!json) {
            otherwise.accept(out);
        }
    }
}
