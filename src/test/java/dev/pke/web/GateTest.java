package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.web.gate.Front;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a request is held against before anything is made of it. */
@Aside
class GateTest {
    private static final String TOKEN = "a-token-of-invented-words";

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final HttpClient client = HttpClient.newHttpClient();
    private Server server = serve(Front.none());

    private Server serve(Front front) {
        var settings = new ServerSettings("127.0.0.1", 0, Set.of(), TOKEN, front);
        return Server.start(settings, store, new InMemoryBlobs(), Commands.none());
    }

    private void with(Front front) {
        server.close();
        server = serve(front);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The status line that the server answers to bytes as they are; empty if it hangs up. */
    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            var line = new StringBuilder();
            for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
                line.append((char) c);
                c = socket.getInputStream().read();
            }
            return line.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example\r\n\r\n",
                "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void twoHostsAndAbsoluteAddressesAreRefused(String request) throws Exception {
        assertEquals("HTTP/1.1 400 Bad Request", raw(request));
        assertEquals("HTTP/1.1 200 OK", raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    @Test
    void aHeaderThatDoesNotEndIsCutOff() throws Exception {
        assertEquals(Duration.ofSeconds(10), Front.none().header()); // too long to wait for here
        var time = Duration.ofMillis(400);
        with(Front.none().headerWithin(time));
        long begun = System.nanoTime();
        assertEquals("", raw("GET / HTTP/1.1\r\nHost: local"));
        assertTrue(
                System.nanoTime() - begun >= 900_000 * time.toMillis()); // not for another reason
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, api/runs, 'GET, HEAD, POST'",
        "PUT, runs/a, 'GET, HEAD'",
        "GET, api/runs/a/heartbeat, POST",
        "DELETE, api/blobs/00, 'GET, HEAD, PATCH, PUT'"
    })
    void anotherMethodThanAnAddressAnswersIsToldWhichItDoes(
            String method, String path, String allowed) throws Exception {
        var answer = send(method, path);
        assertEquals(405, answer.statusCode());
        assertEquals(allowed, answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void theApiSaysWhatIsWrongAsProblemJson() throws Exception {
        var answer = send("GET", "api/runs/none");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"There is no run none in this record.\"}\n",
                answer.body());
    }

    @Test
    void aProxysUserIsBelievedFromItsAddressAlone() throws Exception {
        String[] user = {"X-Forwarded-User", "ada"};
        Set<String> elsewhere = Set.of("192.0.2.7");
        with(new Front(elsewhere, "X-Forwarded-User", Front.Readers.KNOWN, 0));
        assertEquals(401, send("GET", "api/runs", user).statusCode());
        assertEquals(200, send("GET", "healthz", user).statusCode());
        assertEquals(200, send("GET", "api/runs", "Authorization", "Bearer " + TOKEN).statusCode());
        with(new Front(Set.of("127.0.0.1"), "X-Forwarded-User", Front.Readers.KNOWN, 0));
        assertEquals(200, send("GET", "api/runs", user).statusCode());
        assertEquals(401, send("GET", "api/runs").statusCode());
        assertEquals(401, send("GET", "api/events.jsonl").statusCode());
        assertEquals(401, send("GET", "api/live").statusCode());
    }

    @Test
    void behindAProxyNobodyIsThisMachine() throws Exception {
        with(new Front(Set.of("127.0.0.1"), "X-Forwarded-User", Front.Readers.ANYONE, 0));
        assertEquals(401, send("POST", "api/runs/a/cancel").statusCode());
        assertEquals(200, send("GET", "api/runs").statusCode());
    }

    @Test
    void anAddressThatAsksTooOftenIsToldToComeAgain() throws Exception {
        with(new Front(Set.of(), "X-Forwarded-User", Front.Readers.ANYONE, 1));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 40 && !statuses.contains(429); i++) {
            statuses.add(send("GET", "healthz").statusCode());
        }
        assertEquals(200, statuses.get(9)); // ten at once
        assertEquals(429, statuses.getLast());
    }

    @Test
    void theWholeLogIsSentAsLinesAndTheCursorGoesOnBehindAny() throws Exception {
        int many = 4_500; // more than two pages
        for (int from = 0; from < many; from += 500) {
            List<NewEvent> batch = new ArrayList<>();
            for (int i = from; i < from + 500; i++) {
                batch.add(
                        new NewEvent(
                                "n" + i,
                                "noted.v1",
                                "{\"author\":\"a\",\"run\":\"r\",\"text\":\"t\"}"));
            }
            store.append("review/r", ExpectedVersion.any(), batch);
        }
        List<String> all = send("GET", "api/events.jsonl").body().lines().toList();
        assertEquals(many, all.size());
        assertTrue(all.getLast().contains("\"sequence\":\"4500\""), all.getLast());
        List<String> rest = send("GET", "api/events.jsonl?after=4000").body().lines().toList();
        assertEquals(all.subList(4000, many), rest);
    }
}
