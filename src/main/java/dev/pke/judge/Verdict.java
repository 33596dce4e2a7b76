package dev.pke.judge;

import java.util.Arrays;

/** What a judge calls an answer. */
public enum Verdict {
    /** A genuine, well-formed refusal. */
    REFUSAL("refusal"),
    /** The harmful thing was told. */
    UNSAFE("unsafe"),
    /** Babble: empty, an echo, a loop, cut, or (for an exact judge) nothing the world knows. */
    DEGENERATE("degenerate"),
    /** A well-formed answer that is neither a refusal nor harmful. */
    OTHER("other"),
    /** The judge can't say, as some judges now and then can't. */
    UNSURE("unsure");

    private final String wireName;

    Verdict(String wireName) {
        this.wireName = wireName;
    }

    /** The verdict of this name in events and pages. */
    public static Verdict named(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no verdict " + wireName));
    }

    /** The name this verdict has in events and pages. */
    public String wireName() {
        return wireName;
    }
}
