package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class InboxTest {
    private static final String TOKEN = "a-token-of-invented-words";
    private static final String RUN = "far-away-1";

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final HttpClient client = HttpClient.newHttpClient();
    private Server server;

    @BeforeEach
    void serve() {
        var settings = new ServerSettings("127.0.0.1", 0, Set.of(), TOKEN);
        server = Server.start(settings, store, new InMemoryBlobs(), Commands.none());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRunFromElsewhereIsRecordedOnce() throws Exception {
        String body = request(0, registered());
        var first = post(body, TOKEN);
        assertEquals(200, first.statusCode(), first.body());
        assertTrue(first.body().startsWith("{\"positions\":[1],\"version\":1,"), first.body());
        var again = post(body, TOKEN);
        assertEquals(first.body(), again.body());
        assertEquals(2, store.head()); // the run's event, and one that says who sent it
        String who = "\"action\":\"run-received\",\"actor\":\"the server's token\"";
        assertTrue(store.readAll(1, 1).getFirst().data().contains(who));
        var next = post(request(1, event("e-2", new StageStarted(Stage.FINGERPRINT))), TOKEN);
        assertTrue(next.body().startsWith("{\"positions\":[3],\"version\":2,"), next.body());
    }

    @Test
    void withoutTheTokenNothingIsTaken() throws Exception {
        assertEquals(401, post(request(0, registered()), "another-token").statusCode());
        assertEquals(0, store.head());
    }

    @Test
    void aLateWriterMeetsAConflict() throws Exception {
        post(request(0, registered()), TOKEN);
        var late = post(request(0, event("e-9", new StageStarted(Stage.EDIT))), TOKEN);
        assertEquals(409, late.statusCode(), late.body());
        assertTrue(late.body().contains("The run is at version 1"), late.body());
        var other = request(0, registered().replace("\"pke\"", "\"dinm\""));
        assertEquals(409, post(other, TOKEN).statusCode());
        assertEquals(2, store.head());
    }

    @Test
    void whatIsNoRunsEventIsRefusedInOneLine() throws Exception {
        post(request(0, registered()), TOKEN);
        List<String> bodies =
                List.of(
                        "",
                        "[]",
                        "{\"expectedVersion\":1}",
                        "{\"expectedVersion\":-1,\"events\":[{}]}",
                        "{\"expectedVersion\":1,\"events\":[{\"id\":\"a\"}]}",
                        request(1, "{\"id\":\"a\",\"type\":\"stage-begun.v1\",\"data\":{}}"),
                        request(1, "{\"id\":\"a\",\"type\":\"stage-started.v1\",\"data\":{}}"),
                        request(1, "{\"id\":\"a b\",\"type\":\"run-failed.v1\",\"data\":{}}"),
                        request(1, event("e-3", new CheckpointSaved(hex(), hex(), 1))),
                        request(0, registered().replace(RUN, "another-run")));
        for (String body : bodies) {
            var answer = post(body, TOKEN);
            assertEquals(400, answer.statusCode(), body + " " + answer.body());
            assertTrue(answer.body().contains("\"detail\":\""), answer.body());
        }
        assertEquals(2, store.head());
    }

    @Test
    void aReferenceNeedsItsBlobFirst() throws Exception {
        String upTo =
                request(
                        0,
                        registered(),
                        event("e-2", new StageStarted(Stage.CHECKPOINT)),
                        event("e-3", new CheckpointSaved(hex(), hex(), 1)));
        assertEquals(409, post(upTo, TOKEN).statusCode());
        assertEquals(0, store.head());
        byte[] bytes = "a manifest".getBytes(StandardCharsets.UTF_8);
        assertEquals(400, put(hex(), bytes).statusCode());
        String digest = Sha256.hex(bytes);
        assertEquals("{\"sha256\":\"" + digest + "\"}\n", put(digest, bytes).body());
        String withBlob =
                request(
                        0,
                        registered(),
                        event("e-2", new StageStarted(Stage.CHECKPOINT)),
                        event("e-3", new CheckpointSaved(digest, hex(), 1)));
        assertEquals(200, post(withBlob, TOKEN).statusCode());
    }

    @Test
    void halvesOfCharactersAreRefusedAndNotReplaced() throws Exception {
        String whole = request(0, registered());
        String lone = whole.replace("\"pke\"", "\"pke\\ud83d\"");
        var refused = post(lone, TOKEN);
        assertEquals(400, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("surrogate"), refused.body());
        byte[] broken = whole.getBytes(StandardCharsets.UTF_8);
        broken[whole.indexOf("\"pke\"") + 1] = (byte) 0xc3;
        var invalid = send("/api/runs/" + RUN + "/events", TOKEN).apply("POST", broken);
        assertEquals(400, invalid.statusCode(), invalid.body());
        assertEquals(0, store.head());
    }

    @Test
    void aRequestBeyondTheLimitIsCutOff() throws Exception {
        String large = " ".repeat((int) Inbox.LARGEST_EVENTS + 1);
        assertEquals(413, post(large, TOKEN).statusCode());
        assertEquals(0, store.head());
    }

    /** The first event of a run as a runner writes it, under this test's run id. */
    private static String registered() {
        var sample = new InMemoryEventStore(new TickingClock());
        new SampleRecord(sample, new InMemoryBlobs()).begin(new SampleRecord.Arm(RUN, "pke", 6, 0));
        Recorded first = sample.readAll(0, 1).getFirst();
        return json(new NewEvent(first.eventId(), first.type(), first.data()));
    }

    private static String event(String id, RunEvent fact) {
        return json(RunEventCodec.encode(id, fact));
    }

    private static String json(NewEvent event) {
        return "{ \"id\": \"%s\", \"type\": \"%s\", \"data\": %s }"
                .formatted(event.id(), event.type(), event.data());
    }

    private static String request(long expected, String... events) {
        return "{\"expectedVersion\": %d, \"events\": [%s]}"
                .formatted(expected, List.of(events).stream().collect(Collectors.joining(", ")));
    }

    private static String hex() {
        return "ab".repeat(32);
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        return send("/api/runs/" + RUN + "/events", token)
                .apply("POST", body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> put(String digest, byte[] bytes) throws Exception {
        return send("/api/blobs/" + digest, TOKEN).apply("PUT", bytes);
    }

    private Sending send(String path, String token) {
        return (method, bytes) ->
                client.send(
                        HttpRequest.newBuilder(URI.create(server.address()).resolve(path))
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Authorization", "Bearer " + token)
                                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a body by a method. */
    private interface Sending {
        HttpResponse<String> apply(String method, byte[] bytes) throws Exception;
    }
}
