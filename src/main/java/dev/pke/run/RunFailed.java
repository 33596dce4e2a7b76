package dev.pke.run;

/** The run stopped on an error, in one line; it may be resumed. */
public record RunFailed(String error) implements RunEvent, Milestone {
    public RunFailed {
        Check.text("error", error);
    }
}
