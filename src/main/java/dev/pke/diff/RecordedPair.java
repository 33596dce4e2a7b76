package dev.pke.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Two models held against each other by what the record says of them, tensor by tensor; the values
 * of two edits are held against each other where both began from the same bits.
 */
public record RecordedPair(RecordedModel a, RecordedModel b, List<TensorPair> tensors) {
    /** Takes a copy. */
    public RecordedPair {
        tensors = List.copyOf(tensors);
    }

    /** Holds two models against each other. */
    public static RecordedPair of(RecordedModel a, RecordedModel b) {
        SortedMap<String, String> before = a.digests();
        SortedMap<String, String> after = b.digests();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<TensorPair> tensors = new ArrayList<>();
        for (String name : names) {
            tensors.add(TensorPair.of(name, a, b));
        }
        return new RecordedPair(a, b, tensors);
    }

    /** Whether both began from the same model. */
    public boolean isOneBase() {
        return a.edit().base().fact().digest().equals(b.edit().base().fact().digest());
    }

    /** The tensors that are not equal. */
    public List<TensorPair> different() {
        return tensors.stream().filter(each -> each.kind() != TensorPair.Kind.SAME).toList();
    }

    /** The tensors whose digests are equal. */
    public int same() {
        return tensors.size() - different().size();
    }

    /** Elements whose bits differ, as far as the values are known. */
    public long elements() {
        return tensors.stream().mapToLong(each -> each.values().differing()).sum();
    }
}
