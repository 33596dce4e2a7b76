package dev.pke.run;

/** Someone wrote a note on a run. */
public record Noted(String run, String author, String text) implements ReviewEvent, Milestone {
    public Noted {
        Streams.checkRun(run);
        Check.text("text", text);
    }
}
