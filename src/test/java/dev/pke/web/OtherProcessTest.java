package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.run.word.Phase;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A server shows what another owner of the same home writes. */
@Aside
class OtherProcessTest {
    @TempDir Path folder;

    @Test
    void eventsOfAnotherWriterArriveLiveAndVerify() throws Exception {
        try (Home ours = Home.open(folder, new TickingClock());
                Home theirs = Home.open(folder, new TickingClock());
                Server server = Server.start(ServerSettings.local(0), ours, Commands.none())) {
            var writing =
                    new SampleRecord(theirs.store(), theirs.blobs())
                            .begin(new SampleRecord.Arm("theirs-1", "pke", 6, 0));
            HttpClient client = HttpClient.newHttpClient();
            URI base = URI.create(server.address());
            var live = HttpRequest.newBuilder(base.resolve("/api/live?after=0")).build();
            var response = client.send(live, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                writing.evaluate(Phase.BEFORE);
                List<String> ids = lines.filter(line -> line.startsWith("id: ")).limit(20).toList();
                assertEquals(
                        LongStream.rangeClosed(1, 20).mapToObj(id -> "id: " + id).toList(), ids);
            }
            var audit = HttpRequest.newBuilder(base.resolve("/audit")).build();
            String page = client.send(audit, HttpResponse.BodyHandlers.ofString()).body();
            assertTrue(
                    page.contains("PASS") || page.contains("being checked"),
                    "the record on disk verifies");
        }
    }
}
