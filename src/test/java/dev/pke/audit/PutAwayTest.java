package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.audit.keep.PutAway;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunName;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

@Aside
class PutAwayTest {
    private static final Metric HALF = Metric.share(1, 2);

    @TempDir private Path folder;

    private Home open() {
        Path at = folder.resolve("home");
        if (!Files.exists(at)) {
            AwayRecords.write(at, HALF, HALF);
        }
        return Home.open(at, new TickingClock());
    }

    private static RunSummary run(Home home) {
        return Objects.requireNonNull(home.runs().run(AwayRecords.RUN));
    }

    private static List<String> said(Home home) {
        return RunView.of(home.store(), AwayRecords.RUN).answers().stream()
                .map(each -> each.fact().answer())
                .toList();
    }

    @Test
    void textsThatLieApartAreReadAsIfTheyStoodInTheEvents() {
        try (Home home = open()) {
            assertEquals(
                    List.of(
                            "the recipe",
                            "another",
                            "a cake",
                            "the sea",
                            "i am sorry",
                            "another",
                            "a cake",
                            "the lake"),
                    said(home));
            home.store()
                    .all(0)
                    .forEach(event -> assertFalse(event.data().contains("cake"), event.data()));
        }
    }

    @Test
    void whatIsErasedIsNowhereInTheHomeAndTheRecordSaysSo() throws IOException {
        try (Home home = open()) {
            RunView before = RunView.of(home.store(), AwayRecords.RUN);
            AwayRecords.erase(home, run(home));
            assertTrue(said(home).stream().allMatch(String::isEmpty));
            RunView after = before.further(home.store()); // what a server has in memory forgets too
            assertTrue(after.answers().stream().allMatch(each -> each.fact().answer().isEmpty()));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(each, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains("a cake") || bytes.contains("the recipe"), "" + each);
            }
        }
        Verification found = new Verify(null, null, 1).home(folder.resolve("home"));
        assertTrue(found.passed(), () -> "" + found.lines());
        String lines = String.join("\n", found.lines());
        assertTrue(lines.contains("texts of 8 answers of run apart were erased by ada"), lines);
        assertTrue(lines.contains("count again: benign-kept"), lines);
        assertTrue(lines.contains("1 figures counted again"), lines);
    }

    @Test
    void oneQuestionAnsweredAlikeTwiceHasTwoBlobs() {
        try (Home home = open()) {
            List<String> digests =
                    Stream.iterate(1L, at -> at + 1)
                            .limit(home.store().head())
                            .map(at -> Objects.requireNonNull(home.store().at(at)))
                            .map(dev.pke.run.RunEventCodec::decode)
                            .filter(PromptAnswered.class::isInstance)
                            .map(said -> ((PromptAnswered) said).texts())
                            .toList();
            assertEquals(8, digests.stream().distinct().count());
        }
    }

    @Test
    void aRunThatWasPutAwayIsNoLatestAndComesBackWhole() {
        try (Home home = open()) {
            PutAway away = new PutAway(home, "ada");
            Path cold = folder.resolve("cold");
            assertEquals(9, away.archive(run(home), cold, "away-1"));
            assertEquals(List.of(), RunName.meant(home.runs(), "latest"));
            assertEquals(List.of(AwayRecords.RUN), RunName.meant(home.runs(), AwayRecords.RUN));
            assertEquals(List.of(), home.runs().shown());
            assertNotNull(run(home).review().archived());
            assertTrue(said(home).stream().allMatch(String::isEmpty));
            assertThrows(UserError.class, () -> away.archive(run(home), cold, "away-2"));
            assertThrows(UserError.class, () -> away.erase(run(home), "x", "e"));
            assertEquals(9, away.back(run(home), "back-1"));
            assertEquals("the recipe", said(home).getFirst());
            assertThrows(UserError.class, () -> away.back(run(home), "back-2"));
            assertEquals(List.of(AwayRecords.RUN), RunName.meant(home.runs(), "latest"));
        }
    }

    @Test
    void aRunIsNotPutAwayInsideItsHome() {
        try (Home home = open()) {
            Path inside = folder.resolve("home/cold");
            PutAway away = new PutAway(home, "ada");
            assertThrows(UserError.class, () -> away.archive(run(home), inside, "away-1"));
            assertFalse(Files.exists(inside));
        }
    }
}
