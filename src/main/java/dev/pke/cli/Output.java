package dev.pke.cli;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's standard output, which remembers the first write that failed: Java's own streams
 * swallow it, and a full disk would pass for success.
 */
final class Output extends OutputStream {
    private final OutputStream to;
    private @Nullable IOException failed;

    Output(OutputStream to) {
        this.to = to;
    }

    /** Puts one in the place of {@link System#out}. */
    static Output standard() {
        Output output = new Output(new FileOutputStream(FileDescriptor.out));
        System.setOut(
                new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.UTF_8));
        return output;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
        } catch (IOException e) {
            failed = failed == null ? e : failed;
            throw e;
        }
    }

    /**
     * The code to end with once everything has been written: {@code code}, unless something could
     * not be. One line says so; a reader who went away wants to hear nothing.
     */
    int end(int code) {
        System.out.flush();
        if (failed == null || code != Exit.OK) {
            return code;
        }
        if (isUnread(failed)) {
            return Exit.UNREAD;
        }
        System.err.println("pke: the output can't be written to its end: " + failed.getMessage());
        return Exit.FAILED;
    }

    private static boolean isUnread(IOException failed) {
        if (String.valueOf(failed.getMessage()).startsWith("Broken pipe")) {
            return true;
        }
        try {
            // the message is in the user's language, a pipe's name is not
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).startsWith("pipe:");
        } catch (IOException notLinux) {
            return false;
        }
    }
}
