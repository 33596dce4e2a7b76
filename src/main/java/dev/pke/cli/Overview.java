package dev.pke.cli;

/** What the program says of itself as a whole: made without the libraries that read options. */
final class Overview {
    private static final String HEAD =
            """
            Usage: pke [--home DIR] VERB [OPTION]...
            Finds the few neurons behind a model's harmful answers, edits only those,
            proves what it did, and keeps every step on the record.

            """;

    private static final String FOOT =
            """

            pke help VERB says what a verb takes; pke version says which pke this is.
            Options beat the environment (PKE_HOME, ...), which beats ~/.config/pke/config
            (or $PKE_CONFIG): lines such as home = DIR or serve.port = 8080.
            Example: pke demo

            Exit codes:
              0    done, and what was checked holds
              1    done, and what was checked does not hold
              2    can't be done as asked; one line says why
              3    nothing could be concluded, or what was asked could not be checked
              130  stopped by Ctrl-C
              141  the output's reader went away
            """;

    private Overview() {}

    /** The verbs, each with its sentence, and how the program ends. */
    static String help() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Verb each : Verb.values()) {
            String word = each.word();
            text.append("  ").append(word).append(" ".repeat(12 - word.length()));
            text.append(each.sentence()).append('\n');
        }
        return text.append(FOOT).toString();
    }

    /** The version the build wrote into the jar. */
    static String version() {
        String version = Overview.class.getPackage().getImplementationVersion();
        return "pke " + (version == null ? "(unpackaged)" : version);
    }
}
