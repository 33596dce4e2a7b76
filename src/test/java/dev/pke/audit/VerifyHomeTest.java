package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.UserError;
import dev.pke.run.RunCancelled;
import dev.pke.run.RunEventCodec;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every tampering here is judged twice, by {@link Verify} and by {@code schema/verify.py}. */
class VerifyHomeTest {
    @TempDir Path folder;
    private Path home;

    @BeforeEach
    void fillAHome() {
        home = folder.resolve("home");
        try (Home open = Home.open(home, Clock.systemUTC())) {
            SampleLog.write(open.store(), open.blobs(), 40);
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
        Home.open(empty, Clock.systemUTC()).close();
        assertTrue(new Verify(null, null, 2).home(empty).passed());
        assertEquals(0, PythonVerifier.run(empty).exit());
    }

    @Test
    void aChangedByteInDataIsFound() throws IOException {
        Forger.at(home).edit(7, "data", "replace(data, '\"s\":1.5', '\"s\":1.6')");
        found(7, "its hash does not follow");
    }

    @Test
    void whiteSpaceInDataIsFound() throws IOException {
        Forger.at(home).edit(7, "data", "replace(data, '\"s\":1.5', '\"s\": 1.5')");
        found(7, "not canonical");
    }

    @Test
    void whiteSpaceBehindDataIsFound() throws IOException {
        Forger.at(home).edit(7, "data", "data || char(10)");
        found(7, "not canonical");
    }

    @Test
    void anotherSpellingOfANumberIsFound() throws IOException {
        Forger.at(home).edit(7, "data", "replace(data, '1.5', '1.50')");
        found(7, "not canonical");
    }

    @Test
    void aChangedTypeIsFound() throws IOException {
        Forger.at(home).edit(7, "type", "'step-taken.v2'");
        found(7, "its type is unknown");
    }

    @Test
    void aChangedTimeIsFound() throws IOException {
        Forger.at(home).edit(7, "at", "'2020-01-01T00:00:00.000Z'");
        found(7, "its hash does not follow");
    }

    @Test
    void aTimeThatIsNoneIsFound() throws IOException {
        Forger.at(home).edit(7, "at", "'2020-02-30T00:00:00.000Z'");
        found(7, "RFC 3339");
    }

    @Test
    void aChangedHashIsFound() throws IOException {
        Forger.at(home).edit(7, "hash", "zeroblob(32)");
        found(7, "its hash does not follow");
    }

    @Test
    void aRemovedEventIsFound() throws IOException {
        Forger.at(home).run("DELETE FROM event WHERE position = 7");
        found(7, "removed");
    }

    @Test
    void aRemovedEventIsFoundEvenIfTheGapIsClosed() throws IOException {
        Forger.at(home)
                .run(
                        "DELETE FROM event WHERE position = 7",
                        "UPDATE event SET position = position - 1 WHERE position > 7");
        found(7, "its hash does not follow");
    }

    @Test
    void anInsertedEventIsFound() throws IOException {
        Forger.at(home)
                .run(
                        "UPDATE event SET position = -position - 1 WHERE position > 7",
                        "INSERT INTO event SELECT 8, 'run/x', 1, 'x', type, at, data, hash"
                                + " FROM event WHERE position = 7",
                        "UPDATE event SET position = -position WHERE position < 0");
        found(8, "its hash does not follow");
    }

    @Test
    void swappedEventsAreFound() throws IOException {
        Forger.at(home)
                .run(
                        "UPDATE event SET position = -1 WHERE position = 7",
                        "UPDATE event SET position = 7 WHERE position = 8",
                        "UPDATE event SET position = 8 WHERE position = -1");
        found(7, "its hash does not follow");
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

    @Test
    void aDroppedTriggerIsFound() throws IOException {
        Forger.at(home).run("DROP TRIGGER event_never_deleted");
        found(0, "the guard against DELETE is gone");
    }

    @Test
    void everyDroppedGuardIsFound() throws IOException {
        for (String guard :
                List.of(
                        "TRIGGER event_never_updated",
                        "TRIGGER event_only_appended",
                        "INDEX event_event_id",
                        "INDEX event_stream_version")) {
            fillAnother(guard);
            Forger.at(home).run("DROP " + guard);
            assertFalse(new Verify(null, null, 1).home(home).passed(), guard);
        }
    }

    private void fillAnother(String name) {
        home = folder.resolve(name);
        try (Home open = Home.open(home, Clock.systemUTC())) {
            SampleLog.write(open.store(), open.blobs(), 3);
        }
    }

    @Test
    void aDroppedTriggerWithAnEditedRowIsFound() throws IOException {
        Forger.at(home)
                .run(
                        "DROP TRIGGER event_never_updated",
                        "UPDATE event SET data = '{}' WHERE position = 3");
        found(3, "cannot be read");
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

    @Test
    void everyTypeOfEventPassesBothVerifiers() throws IOException {
        List<NewEvent> events = new ArrayList<>();
        try (Home open = Home.open(home, Clock.systemUTC())) {
            String blob = open.blobs().put(new byte[] {1, 2, 3});
            for (String type : RunEventCodec.types()) {
                String golden =
                        Files.readString(
                                Path.of("src/test/resources/golden/events", type + ".json"));
                String data = golden.strip().replace("0123456789abcdef".repeat(4), blob);
                events.add(new NewEvent("g-" + type, type, data));
            }
            events.add(
                    new NewEvent(
                            "g-none",
                            "replayed.v1",
                            events.stream()
                                    .filter(event -> event.type().equals("replayed.v1"))
                                    .findFirst()
                                    .orElseThrow()
                                    .data()
                                    .replaceAll("\\{\"field\"[^}]*}", "null")));
            open.store().append("review/golden", ExpectedVersion.none(), events);
        }
        Verification ours = new Verify(null, null, 2).home(home);
        assertTrue(ours.passed(), ours.lines()::toString);
        PythonVerifier python = PythonVerifier.run(home);
        assertEquals(0, python.exit(), python::output);
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
        try (Home open = Home.open(home, Clock.systemUTC())) {
            var event = List.of(new NewEvent("odd", type, data));
            position =
                    open.store()
                            .append("run/odd", ExpectedVersion.none(), event)
                            .getFirst()
                            .position();
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
        fillAnother("other");
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
        try (Home open = Home.open(home, Clock.systemUTC())) {
            SampleLog.add(open.store(), "run/one", new RunCancelled("late"));
        }
    }
}
