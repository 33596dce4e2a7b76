package dev.pke.run;

/**
 * The edited model, as base and deltas: {@code manifest} is the SHA-256 of the blob that lists
 * them, {@code digest} is the whole edited model's.
 */
public record CheckpointSaved(String manifest, String digest, long parametersMoved)
        implements RunEvent, Milestone {
    public CheckpointSaved {
        Check.sha256("manifest", manifest);
        Check.sha256("digest", digest);
        Check.atLeast("parametersMoved", 0, parametersMoved);
    }
}
