package dev.pke.run.query;

import dev.pke.fault.UserError;

import java.util.List;

/** A query that can't be read: what is wrong with it, and at which of its characters. */
public final class BadQuery extends UserError {
    private final String query;
    private final int at;
    private final String what;

    BadQuery(String query, int at, String what) {
        super("the query “" + query + "”, at character " + (at + 1) + ": " + what);
        this.query = query;
        this.at = at;
        this.what = what;
    }

    /** The query as it was given. */
    public String query() {
        return query;
    }

    /** The character that can't be read, from 0; the query's length where something is missing. */
    public int at() {
        return at;
    }

    /** What is wrong and what would be right. */
    public String what() {
        return what;
    }

    /** The query, a caret under the mistake, and what is wrong: three lines. */
    public List<String> lines() {
        int column = query.codePointCount(0, Math.min(at, query.length()));
        return List.of(query, " ".repeat(column) + "^", what);
    }
}
