package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.PostgresServer;
import dev.pke.TickingClock;
import dev.pke.audit.keep.Copying;
import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SignedHeads;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.fault.UserError;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEventCodec;
import dev.pke.store.Home;
import dev.pke.store.postgres.Postgres;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

@Aside
class CopyingTest {
    @TempDir Path folder;
    private Path original;

    @BeforeEach
    void aRecord() throws Exception {
        original = folder.resolve("original");
        try (Home home = Home.open(original, new TickingClock())) {
            SampleLog.write(home.store(), home.blobs(), 700);
        }
    }

    private static Verification verified(Path home) {
        return new Verify(null, null, 2).home(home);
    }

    private static NewEvent note(String id) {
        return RunEventCodec.encode(id, new Noted("one", "Zoë", id));
    }

    private static List<Object> events(Home home) {
        List<Object> all = new java.util.ArrayList<>();
        home.store().all(0).forEach(all::add);
        return all;
    }

    @Test
    void aCopyToPostgresAndBackIsTheSameToTheBitAndHasTheSameRoot() throws Exception {
        Head head = java.util.Objects.requireNonNull(verified(original).head());
        SignedHeads.of(original).keep(new SignedHead(head, List.of()));
        Postgres server = Postgres.at(PostgresServer.emptyDatabase(), Map.of());
        Path beside = folder.resolve("beside");
        Path back = folder.resolve("back");
        try (Home from = Home.openReadOnly(original);
                Home there = Home.open(beside, server, new TickingClock());
                Home again = Home.open(back, new TickingClock())) {
            assertEquals(head, Copying.copy(from, there).head());
            Verification onTheServer = new Verify(null, null, 2).home(beside, server);
            assertTrue(onTheServer.passed(), () -> "" + onTheServer.lines());
            assertEquals(head, onTheServer.head());
            assertEquals(from.runs().newestFirst(), there.runs().newestFirst());
            assertEquals(head, Copying.copy(there, again).head());
            assertEquals(events(from), events(again));
        }
        assertTrue(verified(back).passed(), () -> "" + verified(back).lines());
        assertEquals(head, verified(back).head());
        assertEquals(files(original, "blobs"), files(back, "blobs"));
        assertEquals(files(original, "heads"), files(back, "heads"));
    }

    private static List<String> files(Path home, String folder) throws Exception {
        try (var files = Files.walk(home.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file) + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aCopyIsGoneOnWithAndTakesOnlyWhatIsNew() throws Exception {
        Path to = folder.resolve("copy");
        try (Home from = Home.open(original, new TickingClock());
                Home copy = Home.open(to, new TickingClock())) {
            long all = from.store().head();
            assertEquals(all, Copying.copy(from, copy).events());
            assertEquals(0, Copying.copy(from, copy).events());
            from.store().append("review/one", ExpectedVersion.any(), List.of(note("later")));
            assertEquals(1, Copying.copy(from, copy).events());
            assertEquals(events(from), events(copy));
        }
    }

    @Test
    void aCopyMadeWhileAnotherWritesIsWholeAndVerifies() throws Exception {
        Path to = folder.resolve("copy");
        AtomicBoolean done = new AtomicBoolean();
        try (Home from = Home.open(original, new TickingClock());
                Home copy = Home.open(to, new TickingClock())) {
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int n = 0; !done.get(); n++) {
                                    from.store()
                                            .append(
                                                    "review/one",
                                                    ExpectedVersion.any(),
                                                    List.of(note("n" + n)));
                                }
                            });
            for (int i = 0; i < 5; i++) {
                Copying.copy(from, copy);
            }
            done.set(true);
            writer.join();
        }
        assertTrue(verified(to).passed(), () -> "" + verified(to).lines());
    }

    @Test
    void twoRecordsAreNeverMixed() throws Exception {
        Path other = folder.resolve("other");
        try (Home from = Home.openReadOnly(original);
                Home copy = Home.open(other, new TickingClock())) {
            copy.store().append("review/x", ExpectedVersion.none(), List.of(note("x")));
            UserError error = assertThrows(UserError.class, () -> Copying.copy(from, copy));
            assertTrue(error.line().contains("two records"), error.line());
            assertEquals(1, copy.store().head());
        }
    }
}
