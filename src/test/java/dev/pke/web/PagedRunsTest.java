package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.CanonicalJson;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class PagedRunsTest {
    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());

    private void register(String run) {
        var registered =
                new RunRegistered(
                        run,
                        Map.of(),
                        "plan",
                        "pke",
                        "plain",
                        Map.of(),
                        new Code("none", false),
                        new Machine("0".repeat(64), Map.of()));
        store.append(
                "run/" + run,
                ExpectedVersion.none(),
                List.of(RunEventCodec.encode(run + ".1", registered)));
    }

    @Test
    void theLinksLeadThroughAllRunsOnceThoughMoreAreAdded() throws Exception {
        for (int i = 0; i < 7; i++) {
            register("run-" + i);
        }
        List<Object> seen = new ArrayList<>();
        try (Server server =
                        Server.start(
                                ServerSettings.local(0),
                                store,
                                new InMemoryBlobs(),
                                Commands.none());
                HttpClient client = HttpClient.newHttpClient()) {
            String next = "api/runs?limit=3";
            while (!next.isEmpty()) {
                var page =
                        client.send(
                                HttpRequest.newBuilder(URI.create(server.address() + next)).build(),
                                BodyHandlers.ofString());
                assertEquals(200, page.statusCode(), page.body());
                assertTrue(CanonicalJson.parse(page.body().strip()) instanceof List<?>);
                if (CanonicalJson.parse(page.body().strip()) instanceof List<?> runs) {
                    runs.forEach(run -> seen.add(run instanceof Map<?, ?> m ? m.get("run") : run));
                }
                next =
                        page.headers()
                                .firstValue("Link")
                                .map(link -> link.replaceAll("^</|>; rel=\"next\"$", ""))
                                .orElse("");
                register("later-" + seen.size());
            }
        }
        assertEquals(List.of("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0"), seen);
    }
}
