package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The page of a run that is too long to be read while somebody waits. */
@Aside
class LongRunTest {
    private static final String RUN = "20261120-170504-pke-long";
    private static final int STEPS = 60_000;

    @Test
    void itsLineStandsThereAtOnceAndThePageComesByItself() throws Exception {
        var store = new InMemoryEventStore(new TickingClock());
        var blobs = new InMemoryBlobs();
        var record = new SampleRecord(store, blobs);
        var writing =
                record.begin(new SampleRecord.Arm(RUN, "pke", 3, 0))
                        .evaluate(Phase.BEFORE)
                        .locate();
        writing.say(new StageStarted(Stage.EDIT));
        StepTaken[] steps =
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(i -> new StepTaken(i, Map.of("total", 1.0 / i), 1, Map.of()))
                        .toArray(StepTaken[]::new);
        for (int from = 0; from < STEPS; from += 1000) {
            writing.say(Arrays.copyOfRange(steps, from, from + 1000));
        }
        writing.say(new RunFinished(Map.of()));
        try (Server server = Server.start(ServerSettings.local(0), store, blobs, Commands.none())) {
            HttpResponse<String> first = get(server);
            assertEquals("1", first.headers().firstValue("Refresh").orElse(""));
            assertTrue(first.body().contains("PKE</span> on <span>specimen/plain</span>"));
            HttpResponse<String> next = first;
            while (next.headers().firstValue("Refresh").isPresent()) {
                next = get(server); // as the browser does; the time a test may take is its limit
            }
            assertTrue(next.body().contains("Steps 1 to 60,000 of 60,000"));
            assertFalse(next.body().length() > 300_000, next.body().length() + " characters");
            HttpResponse<String> read = get(server, "/api/runs/" + RUN + "?from=59000&limit=9999");
            assertFalse(read.headers().firstValue("Link").isPresent());
            assertTrue(read.body().contains("\"steps\":60000"));
            assertEquals(1001, Pattern.compile("\"step\":").matcher(read.body()).results().count());
            read = get(server, "/api/runs/" + RUN);
            assertEquals(1000, Pattern.compile("\"step\":").matcher(read.body()).results().count());
            assertEquals(
                    "</api/runs/" + RUN + "?from=1001&limit=1000>; rel=\"next\"",
                    read.headers().firstValue("Link").orElse(""));
        }
    }

    private static HttpResponse<String> get(Server server) throws Exception {
        return get(server, "/runs/" + RUN);
    }

    private static HttpResponse<String> get(Server server, String path) throws Exception {
        URI address = URI.create(server.address()).resolve(path);
        var got =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address).build(),
                                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, got.statusCode());
        return got;
    }
}
