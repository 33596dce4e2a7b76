package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.audit.Verify;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Stage;
import dev.pke.store.Home;
import dev.pke.store.Tokens.Grant;
import dev.pke.store.Tokens.Scope;
import dev.pke.store.remote.RemoteBlobs;
import dev.pke.store.remote.RemoteStore;
import dev.pke.store.remote.Uplink;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Runs that are recorded from elsewhere, each with a token that may append to it alone. */
@Aside
class WorkersTest {
    private static final String RUN = "cell-1";
    private static final String OWN = "pke_token-of-the-first-worker";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir Path folder;
    private Home home;
    private Server server;

    @BeforeEach
    void serve() {
        home = Home.open(folder, Clock.systemUTC());
        grant("one", Scope.APPEND, RUN, OWN);
        server = Server.start(settings(0), home, Commands.none());
    }

    @AfterEach
    void close() {
        server.close();
        home.close();
    }

    private static ServerSettings settings(int port) {
        return new ServerSettings("127.0.0.1", port, Set.of(), null);
    }

    private void grant(String name, Scope scope, String run, String token) {
        Instant end = Instant.now().plusSeconds(3600);
        home.tokens().add(new Grant(name, scope, run, end, null), token);
    }

    private Uplink uplink(String token) {
        return new Uplink(URI.create(server.address()), token, PATIENCE, _ -> {});
    }

    private static NewEvent registered(String run) {
        return RunEventCodec.encode(
                run + ".1",
                new RunRegistered(
                        run,
                        Map.of(),
                        "plan",
                        "pke",
                        "plain",
                        Map.of(),
                        new Code("none", false),
                        new Machine("0".repeat(64), Map.of())));
    }

    private static NewEvent event(int n, RunEvent event) {
        return RunEventCodec.encode(RUN + "." + n, event);
    }

    @Test
    void whatAWorkerAppendsIsRecordedAsItIsToldAndCanBeReadAgain() {
        Uplink uplink = uplink(OWN);
        assertEquals(RUN, uplink.boundRun());
        RemoteStore store = new RemoteStore(uplink);
        List<Recorded> told =
                store.append("run/" + RUN, ExpectedVersion.none(), List.of(registered(RUN)));
        assertEquals(home.store().readStream("run/" + RUN, 0, 10), told);
        assertEquals(told, store.readStream("run/" + RUN, 0, 10));
        assertEquals(
                told, store.append("run/" + RUN, ExpectedVersion.none(), List.of(registered(RUN))));
        assertEquals(1, home.store().readStream("run/" + RUN, 0, 10).size());
        String who = "\"actor\":\"one\",\"subject\":\"cell-1\",\"through\":\"token\"";
        List<Recorded> acts = home.store().readStream("access/log", 0, 10);
        assertTrue(acts.size() == 1 && acts.getFirst().data().contains(who), "" + acts);
        assertTrue(home.leases().heard().containsKey(RUN));
    }

    @Test
    void aTokenAppendsToItsRunAloneAndOnlyWhileItHolds() {
        RemoteStore store = new RemoteStore(uplink(OWN));
        ExpectedVersion none = ExpectedVersion.none();
        refused(
                () -> store.append("run/other", none, List.of(registered("other"))),
                "may not append");
        grant("reader", Scope.READ, "", "pke_token-of-a-reader");
        RemoteStore reader = new RemoteStore(uplink("pke_token-of-a-reader"));
        refused(
                () -> reader.append("run/" + RUN, none, List.of(registered(RUN))),
                "may not append");
        refused(
                () -> new RemoteBlobs(uplink("pke_token-of-a-reader")).put(new byte[] {1}),
                "may not append");
        grant("all", Scope.APPEND, "", "pke_token-of-any-worker");
        RemoteStore any = new RemoteStore(uplink("pke_token-of-any-worker"));
        any.append("run/other", none, List.of(registered("other")));
        assertTrue(home.tokens().revoke("one"));
        refused(
                () -> store.append("run/" + RUN, none, List.of(registered(RUN))),
                "token that holds");
        assertEquals(0, home.store().readStream("run/" + RUN, 0, 10).size());
    }

    private static final RunEvent RESUMED =
            new RunEvent.RunResumed(
                    Stage.EDIT, new Code("none", false), new Machine("0".repeat(64), Map.of()));

    /** A server gives a thousand events at a time, and readers ask for more. */
    @Test
    void aWorkerReadsAllOfItsRunHoweverLong() {
        RemoteStore store = new RemoteStore(uplink(OWN));
        store.append("run/" + RUN, ExpectedVersion.none(), List.of(registered(RUN)));
        List<NewEvent> events = new ArrayList<>();
        for (int i = 2; i <= 1_500; i++) {
            events.add(event(i, i % 2 == 0 ? new StageStarted(Stage.EDIT) : RESUMED));
        }
        store.append("run/" + RUN, ExpectedVersion.exactly(1), events.subList(0, 900));
        store.append("run/" + RUN, ExpectedVersion.exactly(901), events.subList(900, 1_499));
        long read = 0;
        for (Recorded event : store.stream("run/" + RUN)) {
            assertEquals(++read, event.version());
        }
        assertEquals(1_500, read);
    }

    private static void refused(Runnable act, String why) {
        UserError refusal = assertThrows(UserError.class, act::run);
        assertTrue(refusal.line().contains(why), refusal.line());
    }

    @Test
    void aWorkerOutlastsItsServerAndLosesAndDoublesNothing() throws Exception {
        RemoteStore store = new RemoteStore(waiting());
        int port = server.port();
        store.append("run/" + RUN, ExpectedVersion.none(), List.of(registered(RUN)));
        server.close();
        AtomicReference<List<Recorded>> told = new AtomicReference<>(List.of());
        Thread worker =
                Thread.ofPlatform()
                        .start(() ->
                                told.set(
                                        store.append(
                                                "run/" + RUN,
                                                ExpectedVersion.exactly(1),
                                                List.of(event(2, new StageStarted(Stage.EDIT))))));
        outOfReach.await();
        server = Server.start(settings(port), home, Commands.none());
        worker.join();
        assertEquals(home.store().readStream("run/" + RUN, 1, 10), told.get());
        assertEquals(2, home.store().readStream("run/" + RUN, 0, 10).size());
    }

    private final CountDownLatch outOfReach = new CountDownLatch(1);

    private Uplink waiting() {
        return new Uplink(URI.create(server.address()), OWN, PATIENCE, _ -> outOfReach.countDown());
    }

    @Test
    void aBlobThatWasCutOffIsGoneOnWithAndAnEventNeedsItFirst() throws Exception {
        byte[] bytes = new byte[9 << 20];
        new Random(7).nextBytes(bytes);
        String digest = Sha256.hex(bytes);
        RemoteStore store = new RemoteStore(uplink(OWN));
        RemoteBlobs blobs = new RemoteBlobs(uplink(OWN));
        NewEvent changed = event(3, new NeuronsChanged("w", 0, List.of(0), 1, 1, 1, 1, digest));
        store.append(
                "run/" + RUN,
                ExpectedVersion.none(),
                List.of(registered(RUN), event(2, new StageStarted(Stage.EDIT))));
        ExpectedVersion two = ExpectedVersion.exactly(2);
        refused(() -> store.append("run/" + RUN, two, List.of(changed)), "Send the blob first");
        // what a worker had sent when it was killed
        home.blobs().addPart(digest, 0, Arrays.copyOf(bytes, 5_000_000));
        assertFalse(blobs.has(digest));
        assertEquals(digest, blobs.put(bytes));
        assertTrue(blobs.has(digest));
        assertArrayEquals(bytes, blobs.open(digest).readAllBytes());
        assertEquals(digest, blobs.put(bytes));
        store.append("run/" + RUN, two, List.of(changed));
        home.storeRuns();
        var found = new Verify(null, null, 1).home(home);
        assertTrue(found.passed(), () -> "" + found.lines());
    }

    @Test
    void partsThatAreNotWhatTheyClaimLeaveNothing() {
        byte[] bytes = new byte[6 << 20];
        String digest = Sha256.hex(bytes);
        byte[] other = new byte[5_000_000];
        other[3] = 1;
        home.blobs().addPart(digest, 0, other);
        RemoteBlobs blobs = new RemoteBlobs(uplink(OWN));
        refused(() -> blobs.put(bytes), "another SHA-256");
        assertFalse(home.blobs().has(digest));
        assertEquals(digest, blobs.put(bytes)); // the second time from the beginning
    }
}
