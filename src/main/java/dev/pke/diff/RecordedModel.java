package dev.pke.diff;

import org.jspecify.annotations.Nullable;

import java.util.SortedMap;

/** A model that a run found or left, by what its record says. */
public record RecordedModel(RecordedEdit edit, When when) {
    /** Which side of the run's edit. */
    public enum When {
        BEFORE,
        AFTER
    }

    /** Every tensor's digest; "" where the record does not say. */
    public SortedMap<String, String> digests() {
        return when == When.BEFORE ? edit.before() : edit.after();
    }

    /** What the edit did to a tensor; null where it did nothing or had not happened yet. */
    public @Nullable RecordedTensor changed(String tensor) {
        return when == When.BEFORE ? null : edit.changed().get(tensor);
    }

    /** What it is called: the run, or the run {@code @before}. */
    public String name() {
        return edit.run() + (when == When.BEFORE ? "@before" : "");
    }
}
