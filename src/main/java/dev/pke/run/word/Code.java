package dev.pke.run.word;

/** The program that ran: its commit, and whether the sources differed from it. */
public record Code(String commit, boolean dirty) {
    public Code {
        Check.text("commit", commit);
    }

    /** Reads which program it was. */
    public static Code of(WireObject it) {
        return new Code(it.text("commit"), it.truth("dirty"));
    }
}
