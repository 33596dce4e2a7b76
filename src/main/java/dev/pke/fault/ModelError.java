package dev.pke.fault;

/**
 * A user's model, data or request that cannot be used, told in one line: what, where, what else.
 */
public class ModelError extends UserError {
    private static final long serialVersionUID = 1;

    /** The error told by {@code line}. */
    public ModelError(String line) {
        super(line);
    }

    /** The error told by {@code line}, and what lies behind it. */
    public ModelError(String line, Throwable cause) {
        super(line, cause);
    }
}
