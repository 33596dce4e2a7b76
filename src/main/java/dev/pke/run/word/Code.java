package dev.pke.run.word;

/** The program that ran: its commit, and whether the sources differed from it. */
public record Code(String commit, boolean dirty) {
    public Code {
        Check.text("commit", commit);
    }
}
