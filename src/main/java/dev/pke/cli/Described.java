package dev.pke.cli;

import java.io.PrintWriter;

/**
 * A verb that says in code what it can be told, not by annotations: those are read through proxies
 * that Java makes anew at each start, and that takes three times as long as {@code java -version}.
 * For verbs that are over at once.
 */
public interface Described {
    /** Says what it can be told. */
    void describe(Description told);

    /** Does what it was asked, and says so. */
    void run(PrintWriter out);
}
