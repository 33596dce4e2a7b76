package dev.pke.run;

import java.util.List;

/**
 * The records a run uses, so that none can be swapped later: a SHA-256 each, in order, and one over
 * all.
 */
public record DatasetPinned(
        String name, String split, int records, String digest, List<String> recordDigests)
        implements RunEvent {
    public DatasetPinned {
        Check.text("name", name);
        Check.text("split", split);
        Check.sha256("digest", digest);
        recordDigests.forEach(each -> Check.sha256("record digest", each));
        recordDigests = List.copyOf(recordDigests);
        if (recordDigests.size() != records) {
            throw new IllegalArgumentException(
                    records + " records, but " + recordDigests.size() + " digests");
        }
    }
}
