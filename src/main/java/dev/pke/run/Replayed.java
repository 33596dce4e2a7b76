package dev.pke.run;

import java.util.Optional;

/**
 * A run was executed again and compared with its record: over {@code compared} events, with the
 * tolerance declared in the plan. {@code reason} says in one line why the verdict is what it is.
 */
public record Replayed(
        String run,
        Verdict verdict,
        long compared,
        double tolerance,
        Optional<Divergence> divergence,
        String reason,
        Code code,
        Machine machine)
        implements ReviewEvent, Milestone {
    public Replayed {
        Streams.checkRun(run);
        Check.atLeast("compared", 0, compared);
        Check.text("reason", reason);
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance " + tolerance + " is below 0");
        }
    }

    /** The first place where record and replay differ; values as JSON text. */
    public record Divergence(
            long version, String type, String field, String recorded, String replayed) {}
}
