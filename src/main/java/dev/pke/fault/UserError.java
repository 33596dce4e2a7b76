package dev.pke.fault;

/**
 * A mistake of the person at the keyboard, or of their disk: one line that says what was wrong,
 * where, and what would be right. The command line prints it without a stack trace and exits with
 * code 2.
 */
public class UserError extends RuntimeException {
    public UserError(String line) {
        super(line);
    }

    /** The error told by {@code line}; the cause's own words in it are made a person's. */
    public UserError(String line, Throwable cause) {
        super(Cause.plain(line, cause), cause);
    }

    /** The message. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
