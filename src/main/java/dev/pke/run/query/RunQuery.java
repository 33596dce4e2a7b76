package dev.pke.run.query;

/**
 * Which runs someone asks for: fields held against values, joined by {@code and}, {@code or} and
 * {@code not}, which may stand in brackets. {@code and} may be left out and binds tighter than
 * {@code or}; a word without a field is looked for in what a run is called.
 */
public final class RunQuery {
    private final String text;
    private final Clause clause;

    private RunQuery(String text, Clause clause) {
        this.text = text;
        this.clause = clause;
    }

    /** Reads a query; every run fits an empty one. */
    public static RunQuery parse(String text) {
        return new RunQuery(text, new Parser(text).parse());
    }

    /** The query as it was given. */
    public String text() {
        return text;
    }

    /** Whether a run fits. */
    public boolean matches(Line line) {
        return clause.matches(line);
    }

    /** What it asks for, in words. */
    public String told() {
        return clause.told();
    }
}
