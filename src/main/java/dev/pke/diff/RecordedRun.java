package dev.pke.diff;

import dev.pke.event.Blobs;
import dev.pke.event.Recorded;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.weights.Delta;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEventCodec;
import dev.pke.run.SavedCheckpoints;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** Reads it from a run's events, in order of position. */
    public static RecordedRun of(String run, List<Recorded> events) {
        ModelFingerprinted base = null;
        for (Recorded event : events) {
            Fact fact = RunEventCodec.decode(event);
            if (fact instanceof ModelFingerprinted found) {
                base = found;
            }
        }
        if (base == null) {
            throw new UserError("run " + run + " has not come as far as fingerprinting its model");
        }
        SavedCheckpoints.View view = SavedCheckpoints.view(new SavedCheckpoints().fold(events));
        Set<String> deltas = new LinkedHashSet<>();
        Map<String, Long> evidence = new TreeMap<>();
        for (SavedCheckpoints.Change change : view.changes()) {
            NeuronsChanged fact = change.change();
            deltas.add(fact.delta());
            evidence.put(fact.tensor(), change.position());
        }
        String after = view.saved() == null ? null : view.saved().digest();
        return new RecordedRun(run, base, after, List.copyOf(deltas), evidence);
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
