package dev.pke.event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One append, checked against every limit: all its events or none. Its two decisions, idempotency
 * and version, are here so that every store decides alike.
 */
public record Append(String stream, ExpectedVersion expected, List<NewEvent> events) {
    public Append {
        Limits.stream(stream);
        events = List.copyOf(events);
        if (events.isEmpty() || events.size() > Limits.BATCH) {
            throw new IllegalArgumentException(
                    "an append of " + events.size() + " events; 1 to " + Limits.BATCH);
        }
        long length = 0;
        Set<String> ids = HashSet.newHashSet(events.size());
        for (NewEvent event : events) {
            length += event.data().length();
            if (!ids.add(event.id())) {
                throw new IllegalArgumentException("event id " + event.id() + " twice in a batch");
            }
        }
        if (length > Limits.BATCH_DATA) {
            throw new IllegalArgumentException(
                    "an append of " + length + " characters; at most " + Limits.BATCH_DATA);
        }
    }

    /** Finds the recorded event of an id. */
    @FunctionalInterface
    public interface ById {
        @Nullable Recorded find(String eventId);
    }

    /**
     * The answer to an append that was made before: its events as they were recorded, or an empty
     * list if none of its ids is known.
     *
     * @throws IdConflict if an id is known with other content, or only some of the ids are known
     */
    public List<Recorded> alreadyRecorded(ById log) {
        List<Recorded> known = new ArrayList<>();
        for (NewEvent event : events) {
            Recorded before = log.find(event.id());
            if (before != null) {
                String difference = difference(event, before);
                if (difference != null) {
                    throw new IdConflict(event.id(), stream, before.position(), difference);
                }
                known.add(before);
            }
        }
        if (!known.isEmpty() && known.size() < events.size()) {
            Recorded first = known.getFirst();
            throw new IdConflict(
                    first.eventId(),
                    stream,
                    first.position(),
                    known.size() + " of the batch's " + events.size() + " events are recorded");
        }
        return known;
    }

    /** Throws {@link VersionConflict} if the stream's last version is not the expected one. */
    public void checkVersion(long actual) {
        if (!expected.admits(actual)) {
            throw new VersionConflict(stream, expected, actual);
        }
    }

    private @Nullable String difference(NewEvent event, Recorded before) {
        if (!before.stream().equals(stream)) {
            return "its stream is " + before.stream();
        }
        if (!before.type().equals(event.type())) {
            return "its type is " + before.type();
        }
        return before.data().equals(event.data()) ? null : "its data differs";
    }
}
