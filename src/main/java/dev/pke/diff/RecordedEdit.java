package dev.pke.diff;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.weights.Change;
import dev.pke.model.weights.Delta;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunView;
import dev.pke.run.Told;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run's record alone says of its model before and after: every tensor's digest and every
 * single value that moved. No weights are read, so that a page about a model of any size costs what
 * its edit is large.
 *
 * @param base the model as found
 * @param saved the edited model; null before it is saved
 * @param changed by name, the tensors that moved
 * @param fault why single values can't be shown; "" where they can
 */
public record RecordedEdit(
        String run,
        Told<ModelFingerprinted> base,
        @Nullable Told<CheckpointSaved> saved,
        SortedMap<String, RecordedTensor> changed,
        String fault) {
    /** Elements; as many are 24 bytes each in memory, and no reader looks through more. */
    public static final long MOST_VALUES = 2_000_000;

    private static final int LARGEST_MANIFEST = 1 << 22;

    /** What a run's view and the blobs say; null before its model was fingerprinted. */
    public static @Nullable RecordedEdit of(RunView view, Blobs blobs) {
        Told<ModelFingerprinted> base = view.base();
        if (base == null) {
            return null;
        }
        Map<String, List<Change>> changes = new TreeMap<>();
        String fault = read(view, blobs, changes);
        Told<CheckpointSaved> saved = view.saved();
        Map<String, String> after =
                saved == null ? Map.of() : digests(blobs, saved.fact().manifest());
        SortedMap<String, RecordedTensor> tensors = new TreeMap<>();
        for (Told<NeuronsChanged> each : view.changes()) {
            NeuronsChanged said = each.fact();
            Moved moved = Moved.of(changes.getOrDefault(said.tensor(), List.of()));
            int neurons = base.fact().neuronsPerBlock();
            NeuronAxis axis = moved == null ? null : NeuronAxis.of(moved, said.neurons(), neurons);
            tensors.put(
                    said.tensor(),
                    new RecordedTensor(
                            base.fact().digests().getOrDefault(said.tensor(), ""),
                            after.getOrDefault(said.tensor(), ""),
                            each,
                            moved,
                            axis));
        }
        return new RecordedEdit(view.run(), base, saved, tensors, fault);
    }

    /** Reads the deltas; what keeps them from being read, or "". */
    private static String read(RunView view, Blobs blobs, Map<String, List<Change>> into) {
        long values = view.changes().stream().mapToLong(each -> each.fact().elements()).sum();
        if (values > MOST_VALUES) {
            return String.format(
                    java.util.Locale.ROOT,
                    "%,d values moved: too many to lay out here; the delta holds each of them",
                    values);
        }
        try {
            for (String digest : view.deltas()) {
                if (!blobs.has(digest)) {
                    return "the delta " + digest + " is not among this record's blobs";
                }
                Delta delta = RecordedRun.delta(blobs, digest);
                delta.changes()
                        .forEach((name, change) ->
                                into.computeIfAbsent(name, _ -> new ArrayList<>()).add(change));
            }
            return "";
        } catch (UserError unreadable) {
            into.clear();
            return unreadable.line();
        }
    }

    /** By tensor, the digest after the edit, as the manifest has it. */
    private static Map<String, String> digests(Blobs blobs, String manifest) {
        Map<String, String> after = new TreeMap<>();
        if (!blobs.has(manifest)) {
            return after;
        }
        try (InputStream in = blobs.open(manifest)) {
            String json = new String(in.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8);
            if (CanonicalJson.parse(json) instanceof Map<?, ?> all
                    && all.get("tensors") instanceof Map<?, ?> tensors) {
                tensors.forEach((name, sides) -> {
                    if (sides instanceof Map<?, ?> of && of.get("after") instanceof String digest) {
                        after.put(String.valueOf(name), digest);
                    }
                });
            }
        } catch (IOException | MalformedJson unreadable) {
            return Map.of();
        }
        return after;
    }

    /** Every tensor's digest as the run found the model. */
    public SortedMap<String, String> before() {
        return new TreeMap<>(base.fact().digests());
    }

    /** Every tensor's digest as the run left the model; "" where the record does not say. */
    public SortedMap<String, String> after() {
        SortedMap<String, String> all = before();
        changed.forEach((name, tensor) -> all.put(name, tensor.after()));
        return all;
    }

    /** The digest of the whole model as found, from its tensors' digests. */
    public String digestBefore() {
        return Digest.of(before());
    }

    /** The digest of the whole edited model, from its tensors' digests; "" where one is missing. */
    public String digestAfter() {
        SortedMap<String, String> all = after();
        return all.containsValue("") ? "" : Digest.of(all);
    }

    /**
     * Whether the digests that the record has of both whole models follow from those of the
     * tensors: then every tensor that is not among the changed ones is equal to the bit.
     */
    public boolean isProven() {
        return saved != null
                && digestBefore().equals(base.fact().digest())
                && digestAfter().equals(Objects.requireNonNull(saved).fact().digest());
    }

    /** Elements that moved, over all tensors, as the events say. */
    public long elements() {
        return changed.values().stream().mapToLong(t -> t.event().fact().elements()).sum();
    }
}
