package dev.pke.model.jinja;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text its characters; of a string, what stands between the quotes
 */
record Token(Kind kind, String text) {
    enum Kind {
        /** Text outside tags. */
        TEXT,
        /** The opening of an expression tag. */
        OPEN_EXPRESSION,
        /** The opening of a statement tag. */
        OPEN_STATEMENT,
        /** The end of a tag. */
        CLOSE,
        NAME,
        STRING,
        NUMBER,
        OPERATOR,
        END
    }

    boolean is(Kind other, String what) {
        return kind == other && text.equals(what);
    }
}
