package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SigningKey;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.store.Home;
import dev.pke.store.SqlEventStore;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every tampering here is judged twice, by {@link Verify} and by {@code schema/verify.py}. */
@Aside
class VerifyHomeTest {
    @TempDir private static Path once;
    @TempDir private Path folder;
    private Path home;

    @BeforeAll
    static void fillAHome() {
        fill(once.resolve("home"), 40, new TickingClock());
    }

    /** A copy: whatever is done to a home is done to this test's own. */
    @BeforeEach
    void copyTheHome() throws IOException {
        home = copy("home");
    }

    private Path copy(String name) throws IOException {
        Path from = once.resolve("home");
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
        return to;
    }

    private static void fill(Path home, int steps, Clock clock) {
        try (Home open = Home.open(home, clock)) {
            SampleLog.write(open.store(), open.blobs(), steps);
        }
    }

    private void found(long position, String what) throws IOException {
        Verification ours = new Verify(null, null, 2).home(home);
        assertFalse(ours.passed());
        assertEquals(position, ours.wrong().getFirst().position(), ours.lines()::toString);
        assertTrue(ours.wrong().toString().contains(what), ours.lines()::toString);
        PythonVerifier python = PythonVerifier.run(home);
        assertEquals(1, python.exit(), python::output);
        if (position > 0) {
            assertTrue(
                    python.output().contains("the first bad position is " + position),
                    python::output);
        }
    }

    private void foundAgainst(Path head, String what) throws IOException {
        Verification alone = new Verify(null, null, 2).home(home);
        assertTrue(alone.passed(), alone.lines()::toString);
        assertTrue(alone.open().toString().contains("would pass"), alone.lines()::toString);
        assertEquals(0, PythonVerifier.run(home).exit());
        Verification ours = new Verify(SignedHead.read(head), key(), 2).home(home);
        assertFalse(ours.passed());
        assertTrue(ours.wrong().toString().contains(what), ours.lines()::toString);
        assertEquals(1, PythonVerifier.run(home, "--head", head).exit());
    }

    private VerifyingKey key() {
        return VerifyingKey.read(SigningKey.publicFile(folder.resolve("sign.pem")));
    }

    /** A head of the log as it is now, signed and kept outside the home. */
    private Path signedHead() throws IOException {
        SigningKey key = SigningKey.create(folder.resolve("sign.pem"), new SecureRandom());
        Head now = Objects.requireNonNull(new Verify(null, null, 1).home(home).head());
        Path file = folder.resolve("head");
        return Files.writeString(file, key.sign(new SignedHead(now, List.of())).text());
    }

    @Test
    void aTrueHomePasses() throws IOException {
        Verification ours = new Verify(null, null, 2).home(home);
        assertTrue(ours.passed(), ours.lines()::toString);
        PythonVerifier python = PythonVerifier.run(home);
        assertEquals(0, python.exit(), python::output);
        assertTrue(
                python.output()
                        .contains(String.valueOf(ours.lines().get(ours.lines().size() - 2))));
    }

    @Test
    void anEmptyHomePasses() throws IOException {
        Path empty = folder.resolve("empty");
        Home.open(empty, new TickingClock()).close();
        assertTrue(new Verify(null, null, 2).home(empty).passed());
        assertEquals(0, PythonVerifier.run(empty).exit());
    }

    /** What someone who owns the disk may do with SQL: the first bad position, and why it is. */
    record Tampering(String what, long position, String why, List<String> statements) {
        Tampering(String what, long position, String why, String... statements) {
            this(what, position, why, List.of(statements));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static Tampering set(String what, String column, String expression, String why) {
        return new Tampering(
                what,
                7,
                why,
                "UPDATE event SET %s = %s WHERE position = 7".formatted(column, expression));
    }

    static List<Tampering> tamperings() {
        String chain = "its hash does not follow";
        String spelling = "not canonical";
        return List.of(
                set("a changed byte", "data", "replace(data, '\"s\":1.5', '\"s\":1.6')", chain),
                set("a space", "data", "replace(data, '\"s\":1.5', '\"s\": 1.5')", spelling),
                set("a newline behind", "data", "data || char(10)", spelling),
                set("a number's spelling", "data", "replace(data, '1.5', '1.50')", spelling),
                set("another type", "type", "'step-taken.v2'", "its type is unknown"),
                set("another time", "at", "'2020-01-01T00:00:00.000Z'", chain),
                set("no time", "at", "'2020-02-30T00:00:00.000Z'", "RFC 3339"),
                set("another hash", "hash", "zeroblob(32)", chain),
                new Tampering("removed", 7, "removed", "DELETE FROM event WHERE position = 7"),
                new Tampering(
                        "removed, the gap closed",
                        7,
                        chain,
                        "DELETE FROM event WHERE position = 7",
                        "UPDATE event SET position = position - 1 WHERE position > 7"),
                new Tampering(
                        "inserted",
                        8,
                        chain,
                        "UPDATE event SET position = -position - 1 WHERE position > 7",
                        "INSERT INTO event SELECT 8, 'run/x', 1, 'x', type, at, data, hash"
                                + " FROM event WHERE position = 7",
                        "UPDATE event SET position = -position WHERE position < 0"),
                new Tampering(
                        "swapped",
                        7,
                        chain,
                        "UPDATE event SET position = -1 WHERE position = 7",
                        "UPDATE event SET position = 7 WHERE position = 8",
                        "UPDATE event SET position = 8 WHERE position = -1"),
                new Tampering(
                        "a dropped guard",
                        0,
                        "the guard against DELETE is gone",
                        "DROP TRIGGER event_never_deleted"),
                new Tampering(
                        "a dropped guard and an edited row",
                        3,
                        "cannot be read",
                        "DROP TRIGGER event_never_updated",
                        "UPDATE event SET data = '{}' WHERE position = 3"));
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void isFoundByBoth(Tampering tampering) throws IOException {
        Forger.at(home).run(tampering.statements().toArray(String[]::new));
        found(tampering.position(), tampering.why());
    }

    @Test
    void anEventThatDoesNotFitItsTypeIsFoundThoughItsHashesAreMended() throws IOException {
        Forger forger = Forger.at(home);
        forger.edit(7, "data", "replace(data, 'gradientNorm', 'gradientNork')");
        forger.rehash(7);
        Verification ours = new Verify(null, null, 2).home(home);
        assertEquals(7, ours.wrong().getFirst().position());
        assertTrue(ours.wrong().toString().contains("cannot be read"), ours.lines()::toString);
    }

    @Test
    void aVersionGapIsFoundThoughItsHashesAreMended() throws IOException {
        Forger forger = Forger.at(home);
        forger.edit(43, "version", "version + 5");
        forger.rehash(43);
        found(43, "comes next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRIGGER event_never_updated",
                "TRIGGER event_only_appended",
                "INDEX event_event_id",
                "INDEX event_stream_version"
            })
    void everyDroppedGuardIsFound(String guard) {
        Forger.at(home).run("DROP " + guard);
        assertFalse(new Verify(null, null, 1).home(home).passed());
    }

    @Test
    void noVerifierTrustsTheStoredListOfRuns() throws IOException {
        Forger.at(home).run("UPDATE run_row SET json = 'forged', position = 3");
        Verification ours = new Verify(null, null, 2).home(home);
        assertTrue(ours.passed(), ours.lines()::toString);
        assertEquals(0, PythonVerifier.run(home).exit());
    }

    @Test
    void aFileWithoutAnyTableIsNoRecord() throws Exception {
        Path empty = Files.createDirectory(home.resolveSibling("empty"));
        Files.createFile(empty.resolve("events.db")); // as a disk that was full at once leaves it
        UserError error =
                assertThrows(UserError.class, () -> new Verify(null, null, 2).home(empty));
        assertTrue(error.line().contains("no event log"), error.line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage-paused.v1|{}",
                "stage-started.v2|{\"stage\":\"edit\"}",
                "stage-started.v1|{}",
                "stage-started.v1|{\"stage\":\"cooking\"}",
                "stage-started.v1|{\"extra\":1,\"stage\":\"edit\"}",
                "layer-scored.v1|{\"block\":-1,\"scores\":{}}",
                "layer-scored.v1|{\"block\":1,\"scores\":{\"share\":\"much\"}}",
                "region-chosen.v1|{\"block\":1,\"neurons\":[1.5],\"threshold\":0}",
                "run-failed.v1|{\"error\":7}",
            })
    void anEventThatHasNotTheFormOfItsTypeIsFoundByBoth(String type, String data)
            throws IOException {
        long position;
        try (SqlEventStore store =
                SqlEventStore.open(home.resolve("events.db"), new TickingClock())) {
            var event = List.of(new NewEvent("odd", type, data));
            position = store.append("run/odd", ExpectedVersion.none(), event).getFirst().position();
        }
        found(position, "cannot be read");
    }

    @Test
    void aTableThatIsNotOfOurMakingIsFound() {
        Forger.at(home).run("CREATE TABLE shadow (x)");
        Verification ours = new Verify(null, null, 2).home(home);
        assertTrue(ours.wrong().toString().contains("table shadow"), ours.lines()::toString);
    }

    @Test
    void aChangedBlobIsFound() throws IOException {
        Path blob = blobs().getFirst();
        writable(blob);
        Files.writeString(blob, "other bytes");
        found(43, "holds other bytes");
    }

    @Test
    void swappedBlobsAreFound() throws IOException {
        Path one = blobs().getFirst();
        Path two = blobs().getLast();
        writable(one);
        writable(two);
        byte[] bytes = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(two));
        Files.write(two, bytes);
        found(43, "holds other bytes");
    }

    @Test
    void aMissingBlobIsFound() throws IOException {
        Files.delete(blobs().getFirst());
        found(43, "which is missing");
    }

    private List<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("blobs"))) {
            List<Path> found =
                    files.filter(f -> BlobCheck.NAME.matcher("" + f.getFileName()).matches())
                            .sorted()
                            .toList();
            assertEquals(2, found.size());
            return isDelta(found.getFirst()) ? found : found.reversed();
        }
    }

    private static boolean isDelta(Path blob) throws IOException {
        return Files.readString(blob).equals(SampleLog.DELTA_TEXT);
    }

    private static void writable(Path blob) {
        assertTrue(blob.toFile().setWritable(true));
    }

    @Test
    void aTruncatedTailIsFoundAgainstAKeptHead() throws IOException {
        Path head = signedHead();
        Forger.at(home).run("DELETE FROM event WHERE position > 40");
        foundAgainst(head, "the tail was cut off");
    }

    @Test
    void aRehashedSuffixIsFoundAgainstAKeptHead() throws IOException {
        Path head = signedHead();
        Forger forger = Forger.at(home);
        forger.edit(30, "data", "replace(data, '\"s\":1.5', '\"s\":9.5')");
        forger.rehash(30);
        foundAgainst(head, "forked copy");
    }

    @Test
    void aForkThatGrewIsFoundAgainstAKeptHead() throws IOException {
        Path head = signedHead();
        Forger forger = Forger.at(home);
        forger.edit(30, "data", "replace(data, '\"s\":1.5', '\"s\":9.5')");
        forger.rehash(30);
        append();
        foundAgainst(head, "forked copy");
    }

    @Test
    void anotherLogAltogetherIsFoundAgainstAKeptHead() throws IOException {
        Path head = signedHead();
        home = folder.resolve("other");
        Clock later = Clock.offset(new TickingClock(), Duration.ofDays(1));
        fill(home, 3, later);
        foundAgainst(head, "another log");
    }

    @Test
    void aLogThatGrewHonestlyPassesAgainstAKeptHead() throws IOException {
        Path head = signedHead();
        append();
        Verification ours = new Verify(SignedHead.read(head), key(), 2).home(home);
        assertTrue(ours.passed(), ours.lines()::toString);
        assertTrue(ours.checked().toString().contains("goes on from the kept head"));
        PythonVerifier python = PythonVerifier.run(home, "--head", head);
        assertEquals(0, python.exit(), python::output);
    }

    private void append() {
        try (Home open = Home.open(home, new TickingClock())) {
            SampleLog.add(open.store(), "run/one", new RunCancelled("late"));
        }
    }
}
