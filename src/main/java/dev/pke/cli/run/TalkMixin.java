package dev.pke.cli.run;

import picocli.CommandLine.Option;

/** How much a verb says while it works: the options {@code -q} and {@code -v}. */
final class TalkMixin {
    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing until it has ended.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Name every event as it is recorded.")
    boolean verbose;

    Talk talk() {
        return quiet ? Talk.QUIET : verbose ? Talk.LOUD : Talk.USUAL;
    }
}
