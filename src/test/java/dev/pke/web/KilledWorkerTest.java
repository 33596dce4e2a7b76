package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.MostlyWaits;
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
@MostlyWaits
class KilledWorkerTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    /** Longer than the ten seconds between two beats, or a run that lives would be lost. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

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
                assertTrue(reader.shown(".live-dot .dot.live"), reader.text("#lead"));
                worker.toHandle().destroyForcibly();
                assertEquals(128 + 9, worker.waitFor());
                reader.await(".live-dot", "lost");
                Instant heard = home.leases().heard().get(RUN);
                Duration after = Duration.between(heard, Instant.now());
                assertTrue(after.compareTo(SILENCE) > 0, "not before: " + after);
                // within the silence, the page's next look and as long again for a busy machine
                Duration latest = SILENCE.plus(settings.looks().multipliedBy(2));
                assertTrue(after.compareTo(latest) < 0, "in time: " + after);
                assertTrue(reader.shown(".live-dot .dot.bad"), reader.text("#lead"));
                reader.go("/");
                assertEquals("1 run on 1 model, one lost.", reader.text("h1"));
            }
        } finally {
            worker.destroyForcibly();
        }
    }
}
