package dev.pke.cli.compare;

import picocli.CommandLine.Option;

/** The one form that an answer is wanted in, other than text for a terminal. */
final class Form {
    @Option(names = "--json", description = "As a JSON object, every figure with its counts.")
    boolean json;

    @Option(names = "--csv", description = "As CSV, one run a row.")
    boolean csv;

    @Option(names = "--markdown", description = "As Markdown tables.")
    boolean markdown;

    @Option(names = "--latex", description = "As LaTeX tables (booktabs).")
    boolean latex;
}
