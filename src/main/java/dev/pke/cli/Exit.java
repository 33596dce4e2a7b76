package dev.pke.cli;

import java.util.LinkedHashMap;
import java.util.Map;

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

    /** Each with what it means, as help lists them. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(String.valueOf(OK), "done, and what was checked holds");
        meanings.put(String.valueOf(FAILED), "done, and what was checked does not hold");
        meanings.put(String.valueOf(USAGE), "can't be done as asked; one line says why");
        meanings.put(
                String.valueOf(INCONCLUSIVE),
                "nothing could be concluded, or what was asked could not be checked");
        meanings.put(String.valueOf(CANCELLED), "stopped by Ctrl-C");
        meanings.put(String.valueOf(UNREAD), "the output's reader went away");
        return meanings;
    }

    private Exit() {}
}
