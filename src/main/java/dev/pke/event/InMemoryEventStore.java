package dev.pke.event;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An event store that lasts as long as the object does; every method holds its one lock. */
public final class InMemoryEventStore implements EventStore {
    private final Clock clock;
    private final List<Recorded> log = new ArrayList<>();
    private final Map<String, Recorded> byId = new HashMap<>();
    private final Map<String, List<Recorded>> streams = new HashMap<>();
    private final List<Follower> followers = new ArrayList<>();
    private final Bell bell = new Bell();

    public InMemoryEventStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<Recorded> append(
            String stream, ExpectedVersion expected, List<NewEvent> events) {
        Append append = new Append(stream, expected, events);
        List<Recorded> before = append.alreadyRecorded(byId::get);
        if (!before.isEmpty()) {
            return before;
        }
        List<Recorded> own = streams.getOrDefault(stream, List.of());
        append.checkVersion(own.size());
        List<Recorded> added = new ArrayList<>();
        String at = Accepted.after(log.isEmpty() ? "" : log.getLast().at(), clock);
        byte[] hash = log.isEmpty() ? HashChain.start() : log.getLast().hash();
        for (NewEvent event : append.events()) {
            long position = log.size() + added.size() + 1L;
            long version = own.size() + added.size() + 1L;
            String id = event.id();
            String type = event.type();
            String data = event.data();
            hash = HashChain.next(hash, position, stream, version, id, type, at, data);
            added.add(new Recorded(position, stream, version, id, type, at, data, hash));
        }
        log.addAll(added);
        streams.computeIfAbsent(stream, s -> new ArrayList<>()).addAll(added);
        added.forEach(event -> byId.put(event.eventId(), event));
        bell.ring(log.size());
        return List.copyOf(added);
    }

    @Override
    public synchronized List<Recorded> readStream(String stream, long afterVersion, int limit) {
        return page(streams.getOrDefault(stream, List.of()), afterVersion, limit, e -> true);
    }

    @Override
    public synchronized List<Recorded> readAll(long afterPosition, int limit) {
        return page(log, afterPosition, limit, e -> true);
    }

    @Override
    public synchronized List<Recorded> readType(String type, long afterPosition, int limit) {
        return page(log, afterPosition, limit, e -> e.type().equals(type));
    }

    @Override
    public synchronized List<Recorded> readBackwards(long beforePosition, int limit) {
        int end = Math.clamp(beforePosition - 1, 0, log.size());
        int start = Math.max(0, end - Limits.page(limit));
        return List.copyOf(log.subList(start, end).reversed());
    }

    private static List<Recorded> page(
            List<Recorded> all, long after, int limit, Predicate<Recorded> wanted) {
        int start = Math.clamp(after, 0, all.size());
        return all.subList(start, all.size()).stream()
                .filter(wanted)
                .limit(Limits.page(limit))
                .toList();
    }

    @Override
    public synchronized long head() {
        return log.size();
    }

    @Override
    public synchronized Subscription follow(long afterPosition, Consumer<Recorded> sink) {
        Follower follower = Follower.start(this, bell, afterPosition, sink);
        followers.add(follower);
        return follower;
    }

    @Override
    public void close() {
        List<Follower> open;
        synchronized (this) {
            open = List.copyOf(followers);
            followers.clear();
        }
        open.forEach(Follower::close);
    }
}
