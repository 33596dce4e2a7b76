package dev.pke.run;

/** Someone gave a run a tag. */
public record Tagged(String run, String author, String tag) implements ReviewEvent, Milestone {
    public Tagged {
        Streams.checkRun(run);
        Check.text("tag", tag);
    }
}
