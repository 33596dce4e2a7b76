package dev.pke.run;

import dev.pke.run.word.Check;
import dev.pke.run.word.WireObject;

import java.util.List;

/**
 * Someone else's bundle was taken in, kept verbatim as the blob {@code bundle}; {@code origin}
 * names the log it came from and {@code head} is the Merkle root of that log's first {@code events}
 * events. Its place is the stream {@code import/{id}}.
 */
public record BundleImported(
        String bundle, String origin, long events, String head, List<String> runs) implements Fact {
    public BundleImported {
        Check.sha256("bundle", bundle);
        Check.sha256("head", head);
        Check.atLeast("events", 0, events);
        runs = List.copyOf(runs);
    }

    /** Reads what was taken in. */
    static BundleImported of(WireObject it) {
        return new BundleImported(
                it.text("bundle"),
                it.text("origin"),
                it.whole("events"),
                it.text("head"),
                it.list("runs", WireObject::text));
    }
}
