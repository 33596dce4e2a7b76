package dev.pke.run;

/**
 * A run that was cut off goes on, from the start of {@code fromStage}: what it did of that stage
 * before is void. The code and machine may differ from those it was registered with.
 */
public record RunResumed(Stage fromStage, Code code, Machine machine)
        implements RunEvent, Milestone {}
