package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The forms of the pages, as a browser without JavaScript sends them. */
@Aside
class FormsTest {
    private static final String RUN = "run-1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "a-token-of-sixteen";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private Server server = serve(ServerSettings.local(0));

    @BeforeEach
    void write() {
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm(RUN, "pke", 2, 0)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aNoteAndATagAreEventsAndStandOnThePages() throws Exception {
        String note = "looks <b>sound</b>\r\nbut hides \u202E nothing";
        HttpResponse<String> noted = post("/runs/run-1/notes", "author=Zo%C3%AB&text=" + url(note));
        assertEquals(303, noted.statusCode(), noted.body());
        assertEquals("/runs/run-1#remarks", noted.headers().firstValue("Location").orElse(""));
        assertEquals(303, post("/runs/run-1/tags", "author=&tag=kept-1").statusCode());
        String data = store.readStream("review/run-1", 0, 9).getFirst().data();
        assertTrue(data.contains("sound</b>\\nbut") && data.contains("Zoë"), data);
        String page = get("/runs/run-1");
        assertTrue(page.contains("looks &lt;b&gt;sound&lt;/b&gt;\nbut hides "), page);
        assertTrue(page.contains(">U+202E</span>") && page.contains("Zoë"));
        assertTrue(page.contains("unnamed") && page.contains("href=\"/?tag=kept-1\""));
        assertTrue(get("/").contains("href=\"/?tag=kept-1\""));
        assertTrue(get("/?tag=kept-1").contains(": tag is kept-1."));
        assertTrue(get("/?tag=other").contains("fits: tag is other."));
        long before = store.readStream("run/run-1", 0, 9999).getLast().position();
        String then = get("/runs/run-1?pos=" + before);
        assertFalse(then.contains("hides"), "before it was said it was not there");
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/run-1/notes, text=, 409",
        "/runs/run-1/notes, text=%20%0D%0A, 409",
        "/runs/run-1/notes, author=x, 409",
        "/runs/run-1/tags, tag=a%20b, 409",
        "/runs/run-1/tags, tag=%3Cb%3E, 409",
        "/runs/absent/notes, text=x, 409",
        "/runs/run-1@7/notes, text=x, 400"
    })
    void whatIsAmissGetsOneClearLineAndNoEvent(String path, String body, int status)
            throws Exception {
        HttpResponse<String> answer = post(path, body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("<h1>") && !answer.body().contains("Exception"));
        assertEquals(0, store.readStream("review/run-1", 0, 9).size());
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        assertEquals(303, post("/runs/run-1/notes", "text=" + "x".repeat(4000)).statusCode());
        assertEquals(409, post("/runs/run-1/notes", "text=" + "x".repeat(4001)).statusCode());
        assertEquals(413, post("/runs/run-1/notes", "text=" + "x".repeat(140_000)).statusCode());
        assertEquals(409, post("/runs/run-1/tags", "tag=" + "x".repeat(41)).statusCode());
    }

    @Test
    void theSameTagTwiceIsOneEvent() throws Exception {
        assertEquals(303, post("/runs/run-1/tags", "tag=kept").statusCode());
        assertEquals(409, post("/runs/run-1/tags", "tag=kept").statusCode());
        assertEquals(1, store.readStream("review/run-1", 0, 9).size());
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Content-Type, text/plain, 415",
        "Content-Type, multipart/form-data, 415"
    })
    void anotherSitesFormWritesNothing(String header, String value, int status) throws Exception {
        HttpRequest.Builder request = form("/runs/run-1/notes", "text=x");
        HttpResponse<String> answer = send(request.setHeader(header, value));
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(0, store.readStream("review/run-1", 0, 9).size());
    }

    @Test
    void aServerThatOthersReachAsksForItsToken() throws Exception {
        server.close();
        server = serve(new ServerSettings("0.0.0.0", 0, Set.of(), TOKEN));
        assertTrue(get("/runs/run-1").contains("type=\"password\""));
        assertEquals(401, post("/runs/run-1/notes", "text=x").statusCode());
        assertEquals(401, post("/runs/run-1/notes", "text=x&token=wrong").statusCode());
        assertEquals(303, post("/runs/run-1/notes", "text=x&token=" + TOKEN).statusCode());
        var bearer = form("/runs/run-1/tags", "tag=x").header("Authorization", "Bearer " + TOKEN);
        assertEquals(303, send(bearer).statusCode());
        assertFalse(get("/runs/run-1").contains(TOKEN));
    }

    @Test
    void aServerThatOthersReachWithoutATokenShowsNoForm() throws Exception {
        server.close();
        server = serve(new ServerSettings("0.0.0.0", 0, Set.of(), null));
        String page = get("/runs/run-1");
        assertFalse(page.contains("method=\"post\""), page);
        assertTrue(page.contains("pke note run-1"), page);
        assertEquals(401, post("/runs/run-1/notes", "text=x").statusCode());
        assertEquals(401, post("/runs/run-1/notes", "text=x&token=").statusCode());
    }

    private Server serve(ServerSettings settings) {
        return Server.start(settings, store, new InMemoryBlobs(), Commands.none());
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.address()).resolve(path))
                .header("Content-Type", FORM)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(form(path, body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        URI address = URI.create(server.address()).resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address).build();
        HttpResponse<String> got = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, got.statusCode(), got.body());
        return got.body();
    }
}
