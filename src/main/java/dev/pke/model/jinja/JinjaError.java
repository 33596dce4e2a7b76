package dev.pke.model.jinja;

/** A template that cannot be read or rendered, or that refuses its input, in one line. */
public final class JinjaError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JinjaError(String line) {
        super(line);
    }
}
