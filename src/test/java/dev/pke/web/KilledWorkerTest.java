package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A worker that is killed (signal 9) shows as lost, on a page that nobody reloads. */
@Aside
class KilledWorkerTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    /** Many times as long as the worker takes between two beats: while it lives it is not lost. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    /** What a busy machine may take to draw a page. */
    private static final Duration BUSY = Duration.ofSeconds(8);

    @TempDir Path folder;

    @Test
    @Timeout(300) // only so that a hang ends
    void aWorkerKilledShowsAsLostWithinTheStatedTimeAndNotBefore() throws Exception {
        var settings = ServerSettings.local(0).lostAfter(SILENCE);
        Process worker = Worker.start(folder, RUN);
        try (var said =
                new BufferedReader(
                        new InputStreamReader(
                                worker.getInputStream(), StandardCharsets.US_ASCII))) {
            assertEquals("evaluated", said.readLine());
            try (Home home = Home.open(folder, Clock.systemUTC());
                    Server server = Server.start(settings, home, Commands.none());
                    Looking reader = new Looking().at(server)) {
                reader.go("/runs/" + RUN);
                reader.await(".live-dot .heard", "last heard");
                assertEquals(true, dotted(reader, "live"));
                worker.toHandle().destroyForcibly();
                assertEquals(128 + 9, worker.waitFor());
                reader.await(".live-dot", "lost");
                Instant heard = home.leases().heard().get(RUN);
                Duration after = Duration.between(heard, Instant.now());
                assertTrue(after.compareTo(SILENCE) > 0, "not before: " + after);
                Duration latest = SILENCE.plus(settings.looks()).plus(BUSY);
                assertTrue(after.compareTo(latest) < 0, "in time: " + after);
                assertEquals(true, dotted(reader, "bad"));
                String lost = "This run is lost. Before any edit, ";
                assertTrue(reader.text("h1").startsWith(lost), reader.text("h1"));
                assertTrue(reader.text("#neurons header").contains("No region is chosen yet."));
                reader.go("/");
                assertEquals("1 run on 1 model, one lost.", reader.text("h1"));
            }
        } finally {
            worker.destroyForcibly();
        }
    }

    /** Whether the page's dot says so; asked in one go, since the page draws itself anew. */
    private static Object dotted(Looking reader, String state) {
        return reader.run(
                "return document.querySelector('.live-dot .dot').classList.contains(arguments[0])",
                state);
    }
}
