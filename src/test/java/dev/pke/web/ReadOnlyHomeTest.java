package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A record that may only be read is served whole, and what would write says why it can't. */
class ReadOnlyHomeTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path folder;

    @Test
    void everyPageIsServedAndNothingIsWritten() throws Exception {
        List<String> runs;
        try (Home home = Home.open(folder, new TickingClock())) {
            new SampleRecord(home.store(), home.blobs()).writeAll(SampleRecord.demo());
            runs = home.runs().ids();
        }
        byte[] before = Files.readAllBytes(folder.resolve("events.db"));
        try (Home home = Home.openReadOnly(folder);
                Server server = Server.start(ServerSettings.local(0), home, Commands.none())) {
            for (String path :
                    List.of("", "runs/" + runs.getFirst(), "audit", "checkpoints", "api/runs")) {
                var page = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
                assertEquals(200, client.send(page, BodyHandlers.ofString()).statusCode(), path);
            }
            var note =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            server.address()
                                                    + "runs/"
                                                    + runs.getFirst()
                                                    + "/notes"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("author=ada&text=seen"))
                            .build();
            var refused = client.send(note, BodyHandlers.ofString());
            assertEquals(409, refused.statusCode());
            assertTrue(refused.body().contains("opened for reading only"), refused.body());
        }
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("events.db")));
    }
}
