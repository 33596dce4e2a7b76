package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.CanonicalJson;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.web.describe.OpenApi;
import dev.pke.web.describe.Operation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Holds the description of the API against what is served. */
class OpenApiTest {
    private static final String RUN = "20261120-170504-pke-ab04";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final InMemoryBlobs BLOBS = new InMemoryBlobs();
    private static final String DIGEST = BLOBS.put(new byte[] {1, 2, 3});
    private static Server server;

    @BeforeAll
    static void serve() {
        var store = new InMemoryEventStore(new TickingClock());
        new SampleRecord(store, BLOBS).writeAll(SampleRecord.demo());
        server = Server.start(ServerSettings.local(0), store, BLOBS, Commands.none());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void everyRouteOfTheApiIsDescribedAndNoOther() {
        TreeSet<String> served = new TreeSet<>();
        for (String each : server.addresses()) {
            String path = each.substring(each.indexOf(' ') + 1);
            boolean api =
                    path.startsWith("/api/") || path.equals("/healthz") || path.equals("/metrics");
            if (api && !each.startsWith("HEAD ")) {
                served.add(each.replaceAll(":(\\w+)", "{$1}"));
            }
        }
        TreeSet<String> described = new TreeSet<>();
        for (Operation each : OpenApi.operations()) {
            described.add(each.method().toUpperCase(Locale.ROOT) + " " + each.path());
        }
        assertEquals(served, described);
    }

    static List<Operation> reads() {
        return OpenApi.operations().stream()
                .filter(Operation::isRead)
                .filter(each -> !each.answer().equals("text/event-stream"))
                .filter(each -> !each.path().equals("/api/token")) // WorkerElsewhereTest has one
                .toList();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyReadAnswersWithWhatIsSaid(Operation operation) throws Exception {
        assertTrue(operation.isTriable(RUN, DIGEST));
        URI address = URI.create(server.address()).resolve(operation.with(RUN, DIGEST));
        HttpResponse<String> got =
                CLIENT.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, got.statusCode(), got.body());
        String type = got.headers().firstValue("Content-Type").orElse("");
        assertTrue(type.startsWith(operation.answer()), type);
        if (!operation.holds().isEmpty()) {
            Object json = CanonicalJson.parse(got.body().strip());
            Object one = json instanceof List<?> list ? list.getFirst() : json;
            TreeSet<String> names = new TreeSet<>();
            if (one instanceof Map<?, ?> members) {
                members.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
            assertEquals(new TreeSet<>(operation.holds()), names);
        }
    }

    @Test
    void theDocumentIsOneAndThePageTriesIt() throws Exception {
        assertTrue(OpenApi.json().contains("\"openapi\":\"3.1.0\""));
        assertTrue(CanonicalJson.parse(OpenApi.json().strip()) instanceof Map);
        URI address = URI.create(server.address()).resolve("/api");
        String page =
                CLIENT.send(
                                HttpRequest.newBuilder(address).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        assertTrue(page.contains("href=\"/api/diff?a=20261120-170508-same-ab08\""), page);
        String here = "curl -s &#39;" + server.address() + "api/runs?q=method=pke&#39;";
        assertTrue(page.contains(here), page); // the port it listens on, not the usual one
    }
}
