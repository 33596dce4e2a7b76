package dev.pke.run;

/** Someone stopped the run; it may be resumed. */
public record RunCancelled(String reason) implements RunEvent, Milestone {
    public RunCancelled {
        Check.text("reason", reason);
    }
}
