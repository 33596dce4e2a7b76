package dev.pke.cli.run;

/** How much is said of a run while it goes on. */
enum Talk {
    /** Only what it came to. */
    QUIET,
    /** A line a stage, and how far it is. */
    USUAL,
    /** Every kind of event as it is recorded, too. */
    LOUD
}
