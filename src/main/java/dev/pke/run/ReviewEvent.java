package dev.pke.run;

/**
 * One thing said about a run after the fact. Its place is the stream {@code review/{run}}, so that
 * it never disturbs the run's owner.
 */
public sealed interface ReviewEvent extends Fact permits Replayed, Noted, Tagged {
    String run();
}
