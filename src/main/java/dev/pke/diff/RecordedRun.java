package dev.pke.diff;

import dev.pke.event.Blobs;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.weights.Delta;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunView;
import dev.pke.run.Told;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * What a run's record says of its model: the folder it began with, digest by digest, and the deltas
 * that its edit made.
 *
 * @param base the fingerprint before the edit
 * @param after the digest of the whole edited model; null if none was saved
 * @param deltas digests of the deltas' blobs, in the order they were made
 * @param evidence by tensor, the position of the event that says it changed
 */
public record RecordedRun(
        String run,
        ModelFingerprinted base,
        @Nullable String after,
        List<String> deltas,
        Map<String, Long> evidence) {
    /** Takes copies. */
    public RecordedRun {
        deltas = List.copyOf(deltas);
        evidence = Map.copyOf(evidence);
    }

    /** What a run's view says of it. */
    public static RecordedRun of(RunView view) {
        Told<ModelFingerprinted> base = view.base();
        if (base == null) {
            throw new UserError(
                    "run " + view.run() + " has not come as far as fingerprinting its model");
        }
        Told<CheckpointSaved> saved = view.saved();
        String after = saved == null ? null : saved.fact().digest();
        return new RecordedRun(view.run(), base.fact(), after, view.deltas(), view.evidence());
    }

    /** The deltas themselves, read from their blobs. */
    public List<Delta> read(Blobs blobs) {
        return deltas.stream().map(digest -> delta(blobs, digest)).toList();
    }

    /** One delta from its blob. */
    static Delta delta(Blobs blobs, String digest) {
        try (InputStream in = blobs.open(digest)) {
            return Delta.fromSafetensors("blob " + digest, in.readAllBytes());
        } catch (IOException | ModelError e) {
            throw new UserError("delta " + digest + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Says of a checkpoint whether it is, to the bit, what this record names. */
    public boolean isBefore(@Nullable String digest) {
        return base.digest().equals(digest);
    }

    /**
     * Says of a checkpoint whether it is, to the bit, the edited model; false if none was saved.
     */
    public boolean isAfter(@Nullable String digest) {
        return after != null && after.equals(digest);
    }
}
