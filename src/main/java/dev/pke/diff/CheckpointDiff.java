package dev.pke.diff;

import dev.pke.model.checkpoint.Digest;
import dev.pke.model.folder.NeuronLayout;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * What became of a model: every tensor of two checkpoints, compared to the bit. Tensors that did
 * not change carry equal digests, and that is the proof.
 *
 * @param a what the first is called
 * @param b what the second is called
 * @param tensors every tensor that either has, sorted by name
 * @param evidence by tensor, the position of the event that says it was changed, where there is one
 */
public record CheckpointDiff(
        String a, String b, List<TensorChange> tensors, Map<String, Long> evidence) {
    /** Takes copies. */
    public CheckpointDiff {
        tensors = List.copyOf(tensors);
        evidence = Map.copyOf(evidence);
    }

    /**
     * Compares two checkpoints, the largest tensors first, on as many threads as there are cores.
     */
    public static CheckpointDiff of(Tensors a, Tensors b) {
        SortedMap<String, TensorBytes> before = a.tensors();
        SortedMap<String, TensorBytes> after = b.tensors();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> work = new ArrayList<>(names);
        work.sort(Comparator.comparingLong((String n) -> -bytes(before, n) - bytes(after, n)));
        NeuronLayout neurons = a.neurons();
        int threads = Runtime.getRuntime().availableProcessors();
        List<TensorChange> changes = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Callable<TensorChange>> tasks = new ArrayList<>();
            work.forEach(name -> tasks.add(() -> compare(name, before, after, neurons)));
            for (Future<TensorChange> done : workers.invokeAll(tasks)) {
                changes.add(done.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the comparison was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a tensor could not be compared", e.getCause());
        }
        changes.sort(Comparator.comparing(TensorChange::name));
        Map<String, Long> evidence = new TreeMap<>(a.evidence());
        evidence.putAll(b.evidence());
        return new CheckpointDiff(a.label(), b.label(), changes, evidence);
    }

    private static long bytes(SortedMap<String, TensorBytes> tensors, String name) {
        TensorBytes tensor = tensors.get(name);
        return tensor == null ? 0 : tensor.bytes().byteSize();
    }

    private static TensorChange compare(
            String name,
            SortedMap<String, TensorBytes> a,
            SortedMap<String, TensorBytes> b,
            NeuronLayout neurons) {
        TensorBytes before = a.get(name);
        TensorBytes after = b.get(name);
        if (before != null && after != null) {
            return TensorDiff.of(name, before, after, neurons);
        }
        return before != null
                ? TensorDiff.missing(name, before)
                : TensorDiff.extra(name, java.util.Objects.requireNonNull(after));
    }

    /** Whether every tensor is the same on both sides, to the bit. */
    public boolean same() {
        return tensors.stream().allMatch(t -> t.kind() == TensorChange.Kind.SAME);
    }

    /** Elements whose bits differ, of all tensors. */
    public long changed() {
        return tensors.stream().mapToLong(TensorChange::changed).sum();
    }

    /** The digest of the whole of A, as events record it; null if it has no tensor. */
    public @Nullable String digestA() {
        return digest(TensorChange::before);
    }

    /** The digest of the whole of B, as events record it; null if it has no tensor. */
    public @Nullable String digestB() {
        return digest(TensorChange::after);
    }

    private @Nullable String digest(Function<TensorChange, Optional<TensorChange.Side>> side) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (TensorChange tensor : tensors) {
            side.apply(tensor).ifPresent(s -> digests.put(tensor.name(), s.digest()));
        }
        return digests.isEmpty() ? null : Digest.of(digests);
    }
}
