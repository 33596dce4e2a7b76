package dev.pke;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What some tests need and this machine lacks. */
public final class Lacking {
    /** Not {@code System.err}, which a test that runs beside this one may have caught. */
    private static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Lacking() {}

    /**
     * Leaves the test out in one loud line, or fails it where an environment variable says that
     * what is lacking is {@code required}.
     */
    public static void say(String variable, String line) {
        if ("required".equals(System.getenv(variable))) {
            Assertions.fail(line);
        }
        ERR.println(line);
        Assumptions.abort(line);
    }
}
