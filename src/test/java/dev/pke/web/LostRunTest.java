package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.run.word.Phase;
import dev.pke.store.Heartbeat;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A run whose process is silent is lost, on the list and on its page; one that beats is not. */
@Aside
class LostRunTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    /** A clock that stands where a test sets it. */
    private static final class SetClock extends Clock {
        private final AtomicReference<Instant> at =
                new AtomicReference<>(Instant.parse("2026-11-20T17:05:01.042Z"));

        void pass(Duration time) {
            at.updateAndGet(now -> now.plus(time));
        }

        @Override
        public Instant instant() {
            return Objects.requireNonNull(at.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock knows UTC alone, not " + zone);
        }
    }

    private static final String TOKEN = "a-token-of-invented-words";

    private final ServerSettings settings = new ServerSettings("127.0.0.1", 0, Set.of(), TOKEN);

    private final SetClock clock = new SetClock();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path folder;

    @Test
    void aRunThatIsSilentForAMinuteIsLostUntilItIsHeardAgain() throws Exception {
        try (Home home = Home.open(folder, clock);
                Server server = Server.start(settings, home, Commands.none())) {
            new SampleRecord(home.store(), home.blobs())
                    .begin(new SampleRecord.Arm(RUN, "pke", 6, 0))
                    .evaluate(Phase.BEFORE);
            home.leases().beat(RUN, "owner");
            clock.pass(Heartbeat.SILENCE);
            String page = get(server, "runs/" + RUN);
            assertTrue(page.contains("data-live=\"yes\"") && page.contains("dot live"), page);
            assertTrue(get(server, "").contains("1 run on 1 model, one at work."));
            clock.pass(Duration.ofSeconds(1));
            assertTrue(get(server, "").contains("1 run on 1 model, one lost."));
            String lost = get(server, "runs/" + RUN);
            assertFalse(lost.contains("data-live") || lost.contains("dot live"));
            assertTrue(
                    lost.contains("lost")
                            && lost.contains("last heard 1\u00a0min\u00a01\u00a0s ago"));
            assertEquals(200, post(server, "api/runs/" + RUN + "/heartbeat").statusCode());
            assertTrue(get(server, "").contains("one at work"));
            assertEquals(404, post(server, "api/runs/nope/heartbeat").statusCode());
        }
    }

    @Test
    void aRunOfAnOlderProgramIsHeardByItsEvents() throws Exception {
        try (Home home = Home.open(folder, clock);
                Server server = Server.start(settings, home, Commands.none())) {
            new SampleRecord(home.store(), home.blobs())
                    .begin(new SampleRecord.Arm(RUN, "pke", 6, 0));
            assertTrue(get(server, "").contains("one at work"));
            clock.pass(Duration.ofHours(2));
            assertTrue(get(server, "").contains("one lost"));
        }
    }

    @Test
    void aHeartbeatIsHeardWhileItIsKeptAndWritesNothingOnTheRecord() throws Exception {
        try (Home home = Home.open(folder, clock)) {
            long head = home.store().head();
            home.leases().keep(RUN, "owner").close();
            assertEquals(clock.instant(), home.leases().heard().get(RUN));
            assertEquals(head, home.store().head());
        }
        try (Home home = Home.openReadOnly(folder)) {
            assertEquals(1, home.leases().heard().size());
        }
    }

    private String get(Server server, String path) throws IOException, InterruptedException {
        HttpRequest asked = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
        return http.send(asked, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(Server server, String path)
            throws IOException, InterruptedException {
        HttpRequest asked =
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(asked, BodyHandlers.ofString());
    }
}
