package dev.pke.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What every event store does; a store passes by overriding {@link #open}. */
@Timeout(600) // only so that a hang ends
public abstract class EventStoreContract {
    protected static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T17:05:01.042999Z"), ZoneOffset.UTC);

    /** Seconds to wait for what is sure to come: no speed is assumed, only that a hang ends. */
    protected static final int PATIENCE = 300;

    protected EventStore store;

    protected abstract EventStore open(Clock clock) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open(CLOCK);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    protected static NewEvent event(String id) {
        return new NewEvent(id, "step-taken.v1", CanonicalJson.write(Map.of("id", id)));
    }

    protected static List<NewEvent> events(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(prefix + "-" + i)).toList();
    }

    protected List<Recorded> add(String stream, NewEvent... events) {
        return store.append(stream, ExpectedVersion.any(), List.of(events));
    }

    protected static List<Long> positions(List<Recorded> events) {
        return events.stream().map(Recorded::position).toList();
    }

    @Test
    void anEmptyStoreHasHeadZeroAndNoEvents() {
        assertEquals(0, store.head());
        assertEquals(List.of(), store.readAll(0, 10));
        assertEquals(List.of(), store.readStream("run/a", 0, 10));
        assertEquals(List.of(), store.readBackwards(Long.MAX_VALUE, 10));
        assertEquals(List.of(), store.readType("step-taken.v1", 0, 10));
    }

    @Test
    void anAppendAnswersWhatIsThenRead() {
        List<Recorded> answered = add("run/a", event("e1"), event("e2"));
        assertEquals(answered, store.readAll(0, 10));
        Recorded second = answered.get(1);
        assertEquals(2, second.position());
        assertEquals(2, second.version());
        assertEquals("run/a", second.stream());
        assertEquals("step-taken.v1", second.type());
        assertEquals("2026-11-20T17:05:01.042Z", second.at());
        assertEquals("{\"id\":\"e2\"}", second.data());
    }

    @Test
    void positionsAreGlobalAndVersionsPerStreamBothWithoutGaps() {
        add("run/a", event("a1"));
        add("run/b", event("b1"), event("b2"));
        add("run/a", event("a2"));
        assertEquals(List.of(1L, 2L, 3L, 4L), positions(store.readAll(0, 10)));
        List<Recorded> a = store.readStream("run/a", 0, 10);
        assertEquals(List.of(1L, 4L), positions(a));
        assertEquals(List.of(1L, 2L), a.stream().map(Recorded::version).toList());
        assertEquals(4, store.head());
    }

    @Test
    void everyHashFollowsFromTheOneBefore() {
        add("run/a", event("a1"), event("a2"));
        add("run/b", event("b1"));
        byte[] hash = HashChain.start();
        for (Recorded event : store.readAll(0, 10)) {
            hash = HashChain.next(hash, event);
            assertEquals(java.util.HexFormat.of().formatHex(hash), event.hashHex());
        }
    }

    @Test
    void everythingCanBeIteratedPageAfterPage() {
        int many = 16 + 64 + 256 + 3; // three whole pages and a part of the fourth
        store.append(
                "run/b",
                ExpectedVersion.none(),
                List.of(new NewEvent("b", "run-finished.v1", "{}")));
        for (int from = 0; from < many; from += 100) {
            NewEvent[] batch = new NewEvent[Math.min(100, many - from)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = event("a" + (from + i));
            }
            add("run/a", batch);
        }
        List<Recorded> all = store.readAll(0, Limits.PAGE);
        List<Recorded> ofA = all.subList(1, all.size());
        assertEquals(many + 1, all.size());
        assertEquals(all, listed(store.all(0)));
        assertEquals(all.subList(80, all.size()), listed(store.all(80)));
        assertEquals(ofA, listed(store.stream("run/a")));
        assertEquals(ofA.subList(16, ofA.size()), listed(store.stream("run/a", 16)));
        assertEquals(ofA, listed(store.ofType("step-taken.v1")));
        assertEquals(ofA.subList(299, ofA.size()), listed(store.ofType("step-taken.v1", 300)));
        assertEquals(List.of(), listed(store.stream("run/c")));
        assertEquals(List.of(), listed(store.all(all.size())));
    }

    @Test
    void anIterationReadsOnlyWhatIsAskedForAndEndsWhereTheLogEnds() {
        add("run/a", events("a", 20).toArray(NewEvent[]::new));
        Iterator<Recorded> going = store.all(0).iterator();
        for (int i = 0; i < 17; i++) { // into the second page: the rest of the log is in it
            going.next();
        }
        add("run/a", event("later"));
        assertEquals(List.of(18L, 19L, 20L), positions(listed(() -> going)));
        assertThrows(NoSuchElementException.class, going::next);
        assertEquals(21, listed(store.all(0)).size());
    }

    @Test
    void anEventIsFoundByItsPosition() {
        List<Recorded> added = add("run/a", event("a1"), event("a2"));
        assertEquals(added.getFirst(), store.at(1));
        assertEquals(added.getLast(), store.at(2));
        assertNull(store.at(0));
        assertNull(store.at(3));
        assertNull(store.at(-7));
    }

    private static List<Recorded> listed(Iterable<Recorded> events) {
        List<Recorded> all = new ArrayList<>();
        events.forEach(all::add);
        return all;
    }

    @Test
    void readsArePagedInEveryDirection() {
        add("run/a", events("a", 5).toArray(NewEvent[]::new));
        store.append(
                "run/b",
                ExpectedVersion.none(),
                List.of(new NewEvent("b", "run-finished.v1", "{}")));
        assertEquals(List.of(1L, 2L), positions(store.readAll(0, 2)));
        assertEquals(List.of(3L, 4L), positions(store.readAll(2, 2)));
        assertEquals(List.of(4L, 5L), positions(store.readStream("run/a", 3, 2)));
        assertEquals(List.of(6L, 5L), positions(store.readBackwards(Long.MAX_VALUE, 2)));
        assertEquals(List.of(2L, 1L), positions(store.readBackwards(3, 5)));
        assertEquals(List.of(3L), positions(store.readType("step-taken.v1", 2, 1)));
        assertEquals(List.of(6L), positions(store.readType("run-finished.v1", 0, 9)));
        assertEquals(List.of(), store.readAll(6, 9));
        assertThrows(IllegalArgumentException.class, () -> store.readAll(0, 0));
        assertThrows(IllegalArgumentException.class, () -> store.readAll(0, Limits.PAGE + 1));
    }

    @Test
    void anExpectedVersionThatIsNotTheLastIsAConflictThatCarriesTheFacts() {
        add("run/a", event("a1"), event("a2"));
        VersionConflict conflict =
                assertThrows(
                        VersionConflict.class,
                        () ->
                                store.append(
                                        "run/a", ExpectedVersion.exactly(1), List.of(event("a3"))));
        assertEquals("run/a", conflict.stream());
        assertEquals(ExpectedVersion.exactly(1), conflict.expected());
        assertEquals(2, conflict.actual());
        assertThrows(
                VersionConflict.class,
                () -> store.append("run/a", ExpectedVersion.none(), List.of(event("a3"))));
        assertThrows(
                VersionConflict.class,
                () -> store.append("run/b", ExpectedVersion.exactly(1), List.of(event("b1"))));
        assertEquals(2, store.head());
        store.append("run/a", ExpectedVersion.exactly(2), List.of(event("a3")));
        store.append("run/b", ExpectedVersion.none(), List.of(event("b1")));
        assertEquals(4, store.head());
    }

    @Test
    void theSameAppendAgainAnswersAsBeforeAndWritesNothing() {
        List<NewEvent> batch = events("a", 3);
        List<Recorded> first = store.append("run/a", ExpectedVersion.none(), batch);
        add("run/a", event("later"));
        assertEquals(first, store.append("run/a", ExpectedVersion.none(), batch));
        assertEquals(4, store.head());
    }

    @Test
    void aTakenIdWithOtherContentIsAConflictAndNothingOfTheBatchIsWritten() {
        add("run/a", event("a1"));
        NewEvent otherData = new NewEvent("a1", "step-taken.v1", "{}");
        NewEvent otherType = new NewEvent("a1", "noted.v1", "{\"id\":\"a1\"}");
        IdConflict conflict =
                assertThrows(IdConflict.class, () -> add("run/a", event("a2"), otherData));
        assertEquals("a1", conflict.eventId());
        assertEquals(1, conflict.position());
        assertThrows(IdConflict.class, () -> add("run/a", otherType));
        assertThrows(IdConflict.class, () -> add("run/b", event("a1")));
        assertThrows(IdConflict.class, () -> add("run/a", event("a1"), event("new")));
        assertEquals(1, store.head());
    }

    @Test
    void idempotencyIsCheckedBeforeTheVersion() {
        List<Recorded> first = store.append("run/a", ExpectedVersion.none(), List.of(event("a1")));
        assertEquals(
                first, store.append("run/a", ExpectedVersion.exactly(7), List.of(event("a1"))));
        NewEvent other = new NewEvent("a1", "step-taken.v1", "{}");
        assertThrows(
                IdConflict.class,
                () -> store.append("run/a", ExpectedVersion.exactly(7), List.of(other)));
    }

    @Test
    void limitsAreHeldBeforeAnythingIsWritten() {
        assertThrows(IllegalArgumentException.class, () -> add("run/a"));
        assertThrows(IllegalArgumentException.class, () -> add("Run a", event("x")));
        assertThrows(
                IllegalArgumentException.class, () -> add("run/" + "a".repeat(200), event("x")));
        assertThrows(IllegalArgumentException.class, () -> add("run/a", event("x"), event("x")));
        NewEvent[] many = events("m", Limits.BATCH + 1).toArray(NewEvent[]::new);
        assertThrows(IllegalArgumentException.class, () -> add("run/a", many));
        assertEquals(0, store.head());
    }

    @Test
    void textOfEveryPlaneComesBackAsItWas() {
        String data =
                CanonicalJson.write(Map.of("answer", "\0\u0001 ü \u2028 \ud83d\ude00 \ud800"));
        add("run/a", new NewEvent("e", "prompt-answered.v1", data));
        assertEquals(data, store.readAll(0, 1).getFirst().data());
    }

    @Test
    void amongConcurrentAppendsToOneVersionExactlyOneWins() throws Exception {
        int writers = 8;
        for (int round = 0; round < 10; round++) {
            long version = round;
            String prefix = "r" + round;
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                NewEvent mine = event(prefix + "-" + w);
                attempts.add(() -> {
                    try {
                        ExpectedVersion expected = ExpectedVersion.exactly(version);
                        store.append("run/a", expected, List.of(mine));
                        return true;
                    } catch (VersionConflict e) {
                        return false;
                    }
                });
            }
            assertEquals(1, together(attempts).stream().filter(won -> won).count());
        }
        assertEquals(10, store.head());
    }

    @Test
    void concurrentWritersLoseNothingAndLeaveNoGaps() throws Exception {
        int writers = 8;
        int each = 50;
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            String name = "w" + w;
            work.add(() -> {
                for (int i = 0; i < each; i++) {
                    ExpectedVersion expected = ExpectedVersion.exactly(i * 2L);
                    store.append("run/" + name, expected, events(name + "-" + i, 2));
                }
                return true;
            });
        }
        together(work);
        List<Recorded> all = store.readAll(0, Limits.PAGE);
        List<Long> expected = LongStream.rangeClosed(1, 2L * writers * each).boxed().toList();
        assertEquals(expected, positions(all));
        everyHashFollows(all);
        for (int w = 0; w < writers; w++) {
            List<Recorded> own = store.readStream("run/w" + w, 0, Limits.PAGE);
            assertEquals(
                    LongStream.rangeClosed(1, 2L * each).boxed().toList(),
                    own.stream().map(Recorded::version).toList());
        }
    }

    private static void everyHashFollows(List<Recorded> all) {
        byte[] hash = HashChain.start();
        for (Recorded event : all) {
            hash = HashChain.next(hash, event);
            assertEquals(java.util.HexFormat.of().formatHex(hash), event.hashHex());
        }
    }

    protected static <T> List<T> together(List<Callable<T>> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> one : work) {
                futures.add(
                        threads.submit(() -> {
                            start.await();
                            return one.call();
                        }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void aFollowerCatchesUpThenLivesAndNeitherSkipsNorDoubles() throws Exception {
        int before = 1200;
        int during = 600;
        add("run/a", events("before", before).toArray(NewEvent[]::new));
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (Subscription following = store.follow(3, e -> seen.add(e.position()))) {
            for (int i = 0; i < during; i++) {
                add("run/b", event("during-" + i));
            }
            for (long expected = 4; expected <= before + during; expected++) {
                assertEquals(expected, seen.poll(PATIENCE, TimeUnit.SECONDS));
            }
            add("run/b", event("live"));
            assertEquals(before + during + 1L, seen.poll(PATIENCE, TimeUnit.SECONDS));
            assertNull(following.failure());
        }
        add("run/b", event("after-closing"));
        assertTrue(seen.isEmpty());
    }

    @Test
    void aSinkThatThrowsEndsItsSubscriptionAndSaysSo() throws Exception {
        add("run/a", events("a", 3).toArray(NewEvent[]::new));
        CountDownLatch reached = new CountDownLatch(2);
        Subscription following =
                store.follow(
                        0,
                        e -> {
                            reached.countDown();
                            if (e.position() == 2) {
                                throw new IllegalStateException("enough");
                            }
                        });
        assertTrue(reached.await(PATIENCE, TimeUnit.SECONDS));
        following.close();
        assertInstanceOf(IllegalStateException.class, following.failure());
        assertEquals(1, following.position());
    }
}
