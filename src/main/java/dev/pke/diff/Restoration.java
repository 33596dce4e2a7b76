package dev.pke.diff;

import dev.pke.model.checkpoint.Digest;
import dev.pke.model.weights.Delta;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An edit laid over a folder, or taken off again, and the proof by digest of what came out. The
 * digests are computed from the files that were written, not from what was meant to be written.
 *
 * @param written the new folder
 * @param digest of the whole model in it
 * @param tensors how many tensors' bytes were replaced
 */
public record Restoration(Path written, String digest, int tensors) {
    /** Writes {@code edited} with the deltas taken off, the last one first. */
    public static Restoration revert(Path edited, List<Delta> deltas, Path to) {
        try (EditedTensors tensors = over(edited)) {
            new ArrayList<>(deltas).reversed().forEach(tensors::revert);
            return write(edited, tensors, deltas, to);
        }
    }

    /** Writes {@code base} with the deltas laid on, the first one first. */
    public static Restoration apply(Path base, List<Delta> deltas, Path to) {
        try (EditedTensors tensors = over(base)) {
            deltas.forEach(tensors::apply);
            return write(base, tensors, deltas, to);
        }
    }

    private static EditedTensors over(Path folder) {
        return new EditedTensors(FolderTensors.open(folder), folder.toString(), Map.of());
    }

    private static Restoration write(Path from, Tensors tensors, List<Delta> deltas, Path to) {
        FolderCopy.write(from, tensors, to);
        long replaced =
                deltas.stream().flatMap(d -> d.changes().keySet().stream()).distinct().count();
        return new Restoration(to, digest(to), Math.toIntExact(replaced));
    }

    /** The digest of a folder's whole model, from its files. */
    public static String digest(Path folder) {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Tensors tensors = FolderTensors.open(folder)) {
            tensors.tensors().forEach((name, t) -> digests.put(name, TensorDiff.digest(t)));
        }
        return Digest.of(digests);
    }

    /** What the record says about the digest: whose model this is, in words; null if nobody's. */
    public @Nullable String proof(RecordedRun run) {
        if (run.isBefore(digest)) {
            return "the model as run " + run.run() + " found it";
        }
        return run.isAfter(digest) ? "the model as run " + run.run() + " left it" : null;
    }
}
