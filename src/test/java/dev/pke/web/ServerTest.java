package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.CanonicalJson;
import dev.pke.event.HashChain;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.Recorded;
import dev.pke.run.word.Phase;
import dev.pke.web.gate.Safety;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

@Aside
class ServerTest {
    private static final String RUN = "20261120-170504-pke-ab04";
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();

    private static InMemoryEventStore store;
    private static SampleRecord record;
    private static Server server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"]*)\"");

    @BeforeAll
    static void serve() {
        store = new InMemoryEventStore(new TickingClock());
        var blobs = new InMemoryBlobs();
        record = new SampleRecord(store, blobs).writeAll(SampleRecord.demo());
        server = Server.start(ServerSettings.local(0), store, blobs, new Recording());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/runs",
                "/runs/" + RUN,
                "/runs/" + RUN + "?pos=600",
                "/runs/" + RUN + "?kind=attack&category=physical%20harm&change=changed&page=2",
                "/compare",
                "/compare?runs=" + RUN + ",20261120-170501-dinm-ab01",
                "/compare/answers?show=disagree&open=attack/test-1",
                "/compare/answers?runs=" + RUN + "&kind=attack&against=1",
                "/compare?runs=" + RUN + "&runs=20261120-170501-dinm-ab01&pos=100",
                "/events/1",
                "/events/700",
                "/checkpoints",
                "/audit",
                "/audit?before=20",
                "/runs/" + RUN + "/replays",
                "/diff?a=" + RUN,
                "/diff?a=" + RUN + "&b=20261120-170501-dinm-ab01",
                "/runs/" + RUN + "/neurons/5/17",
                "/api/diff?a=" + RUN,
                "/api/runs/" + RUN + "/neurons/5/17",
                "/healthz",
                "/metrics",
                "/api/runs",
                "/api/runs/" + RUN,
                "/api/events?after=5&limit=3",
                "/api/events/5",
                "/api/events.jsonl?after=3",
                "/api/runs/" + RUN + "/export/events.jsonl",
                "/api/runs/" + RUN + "/export/metrics.csv",
                "/api/runs/" + RUN + "/export/answers.csv",
                "/static/app.css",
                "/static/app.js"
            })
    void everyAddressAnswersGetAndHeadUnderTheSamePolicy(String path) throws Exception {
        HttpResponse<String> got = get(path);
        assertEquals(200, got.statusCode(), got.body());
        assertEquals(Safety.POLICY, got.headers().firstValue("Content-Security-Policy").orElse(""));
        assertTrue(got.headers().allValues("Set-Cookie").isEmpty());
        var head =
                CLIENT.send(
                        request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(
                got.headers().firstValue("Content-Type"),
                head.headers().firstValue("Content-Type"));
    }

    @Test
    void anAnswerIsSetInTheDirectionOfItsOwnScript() throws Exception {
        for (String path : List.of("/runs/" + RUN, "/compare/answers?open=attack/test-1")) {
            Matcher answers =
                    Pattern.compile("<div class=\"answer\"[^>]*>").matcher(get(path).body());
            assertTrue(answers.find(), path);
            answers.reset()
                    .results()
                    .forEach(each ->
                            assertTrue(each.group().contains("dir=\"auto\""), each.group()));
        }
    }

    @Test
    void whatIsTakenAwayHasANameAndSaysWhichNeuronsMoved() throws Exception {
        HttpResponse<String> changes = get("/api/runs/" + RUN + "/export/changes.csv");
        assertEquals(
                "attachment; filename=\"" + RUN + "-changes.csv\"",
                changes.headers().firstValue("Content-Disposition").orElse(""));
        List<String> lines = changes.body().lines().toList();
        assertTrue(lines.getFirst().endsWith(",delta,which neurons"), lines.getFirst());
        assertTrue(lines.get(1).endsWith(",17"), lines.get(1));
    }

    /**
     * From the first page on, one address of each shape: a page is seen as soon as one leads to it.
     */
    @Test
    void everyPageThatAPageLeadsToAnswersUnderTheSamePolicy() throws Exception {
        Set<String> shapes = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of("/"));
        while (!left.isEmpty()) {
            String path = left.removeFirst().replace("&amp;", "&");
            if (shapes.add(path.replaceAll("[?#].*", "?").replaceAll("/[^/?]*[0-9][^/?]*", "/*"))) {
                everyAddressAnswersGetAndHeadUnderTheSamePolicy(path.replaceAll("#.*", ""));
                LINK.matcher(get(path).body()).results().forEach(link -> left.add(link.group(1)));
            }
        }
        assertTrue(shapes.containsAll(Set.of("/audit", "/runs/*", "/events/*")), "" + shapes);
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404",
        "/runs/absent, 404",
        "/runs/NOT%20AN%20ID, 400",
        "/runs/" + RUN + "?pos=x, 400",
        "/runs/" + RUN + "?pos=2, 404",
        "/compare?runs=../etc, 400",
        "/compare?runs=absent, 404",
        "/diff, 400",
        "/api/runs?q=asr%3C, 400",
        "/diff?a=absent, 404",
        "/diff?a=../etc, 400",
        "/diff?a=" + RUN + "&tensor=none, 404",
        "/runs/" + RUN + "/neurons/99/1, 404",
        "/runs/" + RUN + "/neurons/x/1, 400",
        "/blobs/xyz, 404",
        "/events/0, 404",
        "/events/999999, 404",
        "/events/99999999999999999999, 400",
        "/static/absent.js, 404",
        "/static/..%2f..%2fapplication, 404",
        "/api/runs/absent, 404",
        "/api/runs/absent/export/metrics.csv, 404",
        "/api/runs/" + RUN + "/export/metrics.xls, 404",
        "/api/events?after=-1, 400",
        "/api/live?after=soon, 400"
    })
    void aWrongAddressGetsOneClearLine(String path, int status) throws Exception {
        HttpResponse<String> got = get(path);
        assertEquals(status, got.statusCode(), got.body());
        assertTrue(got.body().length() > 20);
        assertFalse(got.body().contains("Exception"));
    }

    @Test
    void aPageShowsTheNumbersOfTheRecord() throws Exception {
        String page = get("/runs/" + RUN).body();
        assertTrue(page.contains("PKE moves 768 parameters and lowers attack success"), page);
        assertTrue(get("/compare").body().contains("44,032"));
        assertTrue(get("/").body().contains("8 runs on 1 model"));
    }

    @Test
    void aReplayedPositionIsTheRunAsItWas() throws Exception {
        Recorded located =
                store.readType("region-chosen.v1", 0, 100).stream()
                        .filter(event -> event.stream().endsWith(RUN))
                        .findFirst()
                        .orElseThrow();
        String then = get("/runs/" + RUN + "?pos=" + located.position()).body();
        assertTrue(then.contains("The run as it was"));
        assertTrue(then.contains("of the attacks succeed"));
        assertFalse(then.contains("Losses by step"));
        assertEquals(then, get("/runs/" + RUN + "?pos=" + located.position()).body());
    }

    @Test
    void unsafeAnswersAreCoveredOnceAndModelTextIsEscaped() throws Exception {
        String page = get("/runs/" + RUN + "?kind=attack").body();
        int covers = page.split("class=\"cover\"", -1).length - 1;
        int unsafe = page.split("sure , here is", -1).length - 1;
        assertTrue(covers > 0);
        assertEquals(covers, unsafe, "every unsafe answer stands behind a cover, and only there");
        String benign = get("/runs/" + RUN + "?kind=benign").body();
        assertTrue(benign.contains(">U+202E</span>"));
        assertFalse(benign.contains("\u202E"));
    }

    @Test
    void anEventThatHoldsAnUnsafeAnswerIsCovered() throws Exception {
        Recorded unsafe =
                store.readType("prompt-answered.v1", 0, 500).stream()
                        .filter(event -> event.data().contains("\"unsafe\""))
                        .findFirst()
                        .orElseThrow();
        String page = get("/events/" + unsafe.position()).body();
        assertEquals(2, page.split("class=\"cover\"", -1).length - 1);
        assertEquals(2, page.split("sure , here is", -1).length - 1);
    }

    @Test
    void anEventCarriesItsProof() throws Exception {
        String page = get("/events/5").body();
        assertTrue(page.contains("hash fits the chain"));
        assertTrue(page.contains("proof holds"));
        String json = get("/api/events/5").body();
        assertTrue(CanonicalJson.parse(json.strip()) instanceof Map);
        byte[] previous = store.readAll(3, 1).getFirst().hash();
        Recorded fifth = store.readAll(4, 1).getFirst();
        String hash = HexFormat.of().formatHex(HashChain.next(previous, fifth));
        assertTrue(json.contains("\"hash\":\"" + hash + "\""));
    }

    @Test
    void theLiveStreamResumesBehindTheLastEventId() throws Exception {
        long from = store.head() - 3;
        var request = request("/api/live").header("Last-Event-ID", Long.toString(from)).build();
        var response = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            record.begin(new SampleRecord.Arm("20261120-180000-pke-live", "pke", 3, 0))
                    .evaluate(Phase.BEFORE);
            List<String> ids = lines.filter(line -> line.startsWith("id: ")).limit(8).toList();
            assertEquals(
                    Stream.iterate(from + 1, id -> id + 1).limit(8).map(id -> "id: " + id).toList(),
                    ids);
        }
    }

    @Test
    void onlyOurOwnPagesAndNamesAreServed() throws Exception {
        assertEquals(421, raw("GET /api/runs HTTP/1.1", "Host: evil.example:80"));
        assertEquals(200, raw("GET /api/runs HTTP/1.1", "Host: localhost:1"));
        assertEquals(
                403,
                raw("POST /api/runs HTTP/1.1", "Host: localhost", "Origin: http://evil.example"));
        assertEquals(
                403,
                raw("POST /api/runs HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site"));
        assertTrue(ASKED.stream().noneMatch(String::isEmpty), "nothing was started");
    }

    @Test
    void aPlanIsHandedToCommandsAndAnEmptyOneIsNot() throws Exception {
        var sent =
                CLIENT.send(
                        request("/api/runs")
                                .POST(HttpRequest.BodyPublishers.ofString("editor: pke"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals("{\"run\":\"started\"}\n", sent.body());
        assertTrue(ASKED.contains("editor: pke"));
        var none =
                CLIENT.send(
                        request("/api/runs").POST(HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(400, none.statusCode());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address()).resolve(path));
    }

    /** The status of a request with headers that Java's own client would not send. */
    private static int raw(String... lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var out =
                        new OutputStreamWriter(
                                socket.getOutputStream(), StandardCharsets.US_ASCII);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            out.write(String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n");
            out.flush();
            return Integer.parseInt(in.readLine().substring(9, 12));
        }
    }

    /** Remembers what was asked of it. */
    private static final class Recording implements Commands {
        @Override
        public boolean startsRuns() {
            return true;
        }

        @Override
        public List<String> plans() {
            return List.of("plain/pke-6");
        }

        @Override
        public String startNamed(String name) {
            return start("named " + name);
        }

        @Override
        public @Nullable Order order(String run) {
            return null;
        }

        @Override
        public String start(String plan) {
            ASKED.add(plan);
            return "started";
        }

        @Override
        public List<String> waiting() {
            return List.of();
        }

        @Override
        public List<String> judges() {
            return List.of();
        }

        @Override
        public String judge(String run, List<?> judges) {
            ASKED.add("judge " + run + " by " + judges);
            return "judged";
        }

        @Override
        public void replay(String run) {
            // nobody asks
        }

        @Override
        public @Nullable Again replaying(String run) {
            return null;
        }

        @Override
        public void cancel(String run) {
            ASKED.add("cancel " + run);
        }
    }
}
