package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.web.Commands.Again;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What programs ask for beyond reading: notes, tags and replays, in JSON. */
class ApiWritesTest {
    private static final String TOKEN = "a-token-of-invented-words";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final PlanFormsTest.Orders orders = new PlanFormsTest.Orders();
    private Server server = serve(ServerSettings.local(0));

    @BeforeEach
    void write() {
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm("run-1", "pke", 2, 0)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void notesAndTagsAreEventsAndCanBeReadAgain() throws Exception {
        String note = "{\"text\":\"looks sound\",\"author\":\"Zoë\"}";
        var noted = post("/api/runs/run-1/notes", note);
        assertEquals(200, noted.statusCode(), noted.body());
        assertEquals("{\"noted\":\"run-1\"}\n", noted.body());
        assertEquals(200, post("/api/runs/run-1/tags", "{\"tag\":\"kept\"}").statusCode());
        assertEquals(2, store.readStream("review/run-1", 0, 9).size());
        String said = get("/api/runs/run-1/remarks");
        assertTrue(said.contains("\"author\":\"Zoë\"") && said.contains("looks sound"), said);
        assertTrue(said.contains("\"tag\":\"kept\""), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/runs/run-1/notes|{}|409",
                "/api/runs/run-1/notes|text=x|400",
                "/api/runs/run-1/notes|[1]|400",
                "/api/runs/run-1/notes|{\"text\": 1}|400",
                "/api/runs/run-1/notes|{\"text\": \"half \\ud83d\"}|400",
                "/api/runs/run-1/tags|{\"tag\": \"a b\"}|409",
                "/api/runs/absent/notes|{\"text\": \"x\"}|409",
                "/api/runs/run-1/judge||400",
                "/api/runs/run-1/judge|{\"judges\": []}|400",
                "/api/runs/run-1/judge|{\"judges\": \"refusal-phrases-2\"}|400",
                "/api/runs/absent/judge|{\"judges\": [\"refusal-phrases-2\"]}|404",
                "/api/runs/absent/replays||404"
            })
    void whatIsAmissIsAProblemInOneLineAndNoEvent(String path, String body, int status)
            throws Exception {
        var answer = post(path, body == null ? "" : body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains("\"status\":" + status), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        assertEquals(0, store.readStream("review/run-1", 0, 9).size());
        assertEquals(List.of(), orders.asked);
    }

    @Test
    void aReplayIsAskedForByButtonOrByJsonWithTheRightsOfAStart() throws Exception {
        assertTrue(get("/runs/run-1/replays").contains("action=\"/runs/run-1/replays\""));
        assertEquals(200, post("/api/runs/run-1/replays", "").statusCode());
        assertEquals(401, form("/runs/run-1/replays", "token=taken-back").statusCode());
        assertEquals(303, form("/runs/run-1/replays", "").statusCode());
        assertEquals(List.of("replay run-1", "replay run-1"), orders.asked);
        orders.again.put("run-1", Again.atWork(412, 1913, "evaluate-before"));
        String page = get("/runs/run-1/replays");
        assertTrue(page.contains("412 of 1,913 events equal so far, evaluate before."), page);
        assertTrue(page.contains("value=\"412\" max=\"1913\""), page);
        assertFalse(page.contains("id=\"do-again\""), "it is under way");
        assertTrue(get("/runs/run-1").contains("412 of 1,913"));
        assertTrue(get("/api/runs/run-1/replays").contains("\"compared\":412"));
        orders.again.put("run-1", Again.failed("the model is gone"));
        page = get("/runs/run-1/replays");
        assertTrue(page.contains("ended without a verdict: the model is gone"), page);
        assertTrue(page.contains("id=\"do-again\""), page);
        server.close();
        server = serve(new ServerSettings("0.0.0.0", 0, Set.of(), TOKEN));
        assertEquals(401, post("/api/runs/run-1/replays", "").statusCode());
        assertEquals(401, form("/runs/run-1/replays", "token=wrong").statusCode());
        assertEquals(303, form("/runs/run-1/replays", "token=" + TOKEN).statusCode());
        assertEquals(3, orders.asked.size());
    }

    @Test
    void answersAreJudgedAgainAsARunOfItsOwn() throws Exception {
        String judges = "{\"judges\": [\"refusal-phrases-2\", {\"name\": \"http\"}]}";
        var answer = post("/api/runs/run-1/judge", judges);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("{\"judging\":\"new-1\"}\n", answer.body());
        assertEquals(List.of("judge run-1 by [refusal-phrases-2, {name=http}]"), orders.asked);
    }

    @Test
    void aFormOnTheRunsPageAsksForAnotherJudge() throws Exception {
        String page = get("/runs/run-1");
        assertTrue(page.contains("action=\"/runs/run-1/judge\""), page);
        assertTrue(page.contains("<option value=\"refusal-phrases-2\">"), page);
        assertEquals(401, form("/runs/run-1/judge", "token=wrong").statusCode());
        assertEquals(400, form("/runs/run-1/judge", "judge=").statusCode());
        assertEquals(404, form("/runs/absent/judge", "judge=x").statusCode());
        assertEquals(List.of(), orders.asked);
        var answer = form("/runs/run-1/judge", "judge=refusal-phrases-2");
        assertEquals(303, answer.statusCode(), answer.body());
        assertEquals("/runs/new-1", answer.headers().firstValue("Location").orElse(""));
        assertEquals(List.of("judge run-1 by [refusal-phrases-2]"), orders.asked);
        orders.asked.clear();
        server.close();
        server = serve(new ServerSettings("0.0.0.0", 0, Set.of(), TOKEN));
        assertEquals(401, form("/runs/run-1/judge", "judge=refusal-phrases-2").statusCode());
        assertEquals(List.of(), orders.asked);
    }

    @Test
    void theStreamTellsOfEveryEventBehindAPosition() throws Exception {
        var asked = HttpRequest.newBuilder(at("/api/stream?after=3&run=run-1")).build();
        try (Stream<String> lines = CLIENT.send(asked, BodyHandlers.ofLines()).body()) {
            List<String> ids = lines.filter(line -> line.startsWith("id: ")).limit(3).toList();
            assertEquals(List.of("id: 4", "id: 5", "id: 6"), ids);
        }
    }

    private Server serve(ServerSettings settings) {
        return Server.start(settings, store, new InMemoryBlobs(), orders);
    }

    private URI at(String path) {
        return URI.create(server.address()).resolve(path);
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(at(path)).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(path, body, "application/json");
    }

    private HttpResponse<String> form(String path, String body) throws Exception {
        return send(path, body, "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> send(String path, String body, String type) throws Exception {
        var request =
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
