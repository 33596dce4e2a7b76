package dev.pke.cli;

/** The codes the program ends with, as its help lists them. */
public final class Exit {
    /** What was asked was done. */
    public static final int OK = 0;

    /** What was asked ran and did not hold, or the program has a fault. */
    public static final int FAILED = 1;

    /** What was asked can't be done as asked: one line on stderr says why. */
    public static final int USAGE = 2;

    /** What was asked ran and neither held nor failed: nothing could be concluded. */
    public static final int INCONCLUSIVE = 3;

    /** Stopped by Ctrl-C, as shells have it. */
    public static final int CANCELLED = 130;

    /** Whoever read the output went away, as shells have it: {@code pke runs | head}. */
    public static final int UNREAD = 141;

    private Exit() {}
}
