package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.audit.BundleWriter;
import dev.pke.audit.Imports;
import dev.pke.audit.Verify;
import dev.pke.event.CanonicalJson;
import dev.pke.event.Recorded;
import dev.pke.run.BundleImported;
import dev.pke.store.Home;
import dev.pke.web.chart.FigureText;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs of another record, imported: shown beside ours and never as ours. */
@Aside
class ImportedRunsTest {
    private static final String BOTH = "both-1";
    private static final String THEIRS = "theirs-1";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    private static Home home;
    private static Server server;
    private static List<Recorded> there;
    private static BundleImported fact;
    private static long at;

    @BeforeAll
    static void importTwoRuns() {
        Path bundle = folder.resolve("theirs.pke");
        try (Home theirs = Home.open(folder.resolve("theirs"), new TickingClock())) {
            var record = new SampleRecord(theirs.store(), theirs.blobs());
            record.writeAll(List.of(new SampleRecord.Arm("other-1", "pke", 2, 0)));
            record.writeAll(
                    List.of(
                            new SampleRecord.Arm(THEIRS, "dinm", 344, 0),
                            new SampleRecord.Arm(BOTH, "pke", 2, 0.4)));
            there = theirs.store().readStream("run/" + THEIRS, 0, 2000);
            bundle(theirs, bundle, THEIRS, BOTH);
        }
        home = Home.open(folder.resolve("ours"), new TickingClock());
        new SampleRecord(home.store(), home.blobs())
                .writeAll(List.of(new SampleRecord.Arm(BOTH, "pke", 6, 0)));
        server = Server.start(ServerSettings.local(0), home, Commands.none());
        fact = take(bundle);
        at = home.store().head();
    }

    @AfterAll
    static void close() {
        server.close();
        home.close();
    }

    @Test
    void theListMarksThemWithTheirOrigin() throws Exception {
        String page = get("/").body();
        assertTrue(page.contains("1 run on 1 model; 2 imported from elsewhere."), page);
        assertTrue(page.contains("href=\"/runs/" + THEIRS + "@" + at + "\""), page);
        assertTrue(page.contains("in the log " + fact.origin() + ","), page);
        assertTrue(page.contains(">from " + fact.origin().substring(0, 8) + "…<"), page);
        assertEquals(0, count(page, " checked=\"checked\""), "nothing is chosen unasked");
    }

    @Test
    void aRunPageSaysWhereItIsRecordedAndLinksNoEventOfOursButTheImport() throws Exception {
        for (String address : List.of(THEIRS + "@" + at, THEIRS)) {
            String page = get("/runs/" + address + "?kind=attack").body();
            assertTrue(page.contains("Recorded elsewhere"), page);
            assertTrue(page.contains(">" + fact.origin() + "</code>"));
            assertTrue(page.contains(">" + FigureText.count(fact.events()) + "</span> events"));
            assertFalse(page.contains("data-follow"), "nothing of it can become new");
            var ours = new TreeSet<String>();
            Pattern.compile("href=\"(/events/[^\"]*)\"")
                    .matcher(page)
                    .results()
                    .forEach(each -> ours.add(each.group(1)));
            assertEquals(new TreeSet<>(List.of("/events/" + at)), ours);
            String last = Long.toString(there.getLast().position());
            assertTrue(page.contains("/runs/" + THEIRS + "@" + at + "/events/" + last + "\""));
        }
    }

    @Test
    void anEventIsShownWithItsPositionAndProofInTheOtherLog() throws Exception {
        String list = get("/runs/" + THEIRS + "@" + at + "/events").body();
        for (Recorded event : there.subList(0, 100)) {
            String page = "/runs/" + THEIRS + "@" + at + "/events/" + event.position();
            assertTrue(list.contains("href=\"" + page + "\""), page);
        }
        Recorded event = there.get(7);
        String page = get("/runs/" + THEIRS + "@" + at + "/events/" + event.position()).body();
        assertTrue(page.contains("hash fits the chain") && page.contains("proof holds"), page);
        assertTrue(page.contains(event.hashHex()) && page.contains(fact.head()));
        assertEquals(404, get("/runs/" + THEIRS + "@" + at + "/events/1").statusCode());
        assertEquals(404, get("/runs/" + BOTH + "/events/1").statusCode(), "ours are at /events/1");
    }

    @Test
    void anIdThatWeHaveTooIsOursAndTheOtherHasItsKey() throws Exception {
        assertTrue(get("/runs/" + BOTH).body().contains("PKE moves 768 parameters"));
        assertTrue(get("/runs/" + BOTH + "@" + at).body().contains("PKE moves 256 parameters"));
        assertEquals(404, get("/runs/" + BOTH + "@" + (at - 1)).statusCode());
        assertEquals(404, get("/runs/" + BOTH + "@999").statusCode());
        assertEquals(400, get("/runs/" + BOTH + "@").statusCode());
    }

    @Test
    void aPositionOfTheOtherLogReplaysTheRun() throws Exception {
        String then = get("/runs/" + THEIRS + "?pos=" + there.get(3).position()).body();
        assertTrue(then.contains("The run as it was") && then.contains("Recorded elsewhere"), then);
    }

    @Test
    void theyStandBesideOursInAComparison() throws Exception {
        String runs = BOTH + "," + BOTH + "@" + at + "," + THEIRS;
        String page = get("/compare?runs=" + runs.replace("@", "%40")).body();
        assertTrue(page.contains("Recorded elsewhere and imported here: 2."), page);
        String from = ", from " + fact.origin().substring(0, 8) + "…";
        assertTrue(page.contains(">PKE</a>") && page.contains(">PKE" + from + "</a>"), page);
        assertTrue(page.contains(">DINM" + from + "</a>"), page);
        assertTrue(page.contains("/runs/" + THEIRS + "@" + at + "?kind=attack"), page);
        assertEquals(0, count(get("/compare").body(), from), "unasked, only ours are compared");
    }

    @Test
    void theApiGivesThemWithTheirOrigin() throws Exception {
        var runs = (List<?>) CanonicalJson.parse(get("/api/runs").body().strip());
        assertEquals(3, Objects.requireNonNull(runs).size());
        assertFalse(((Map<?, ?>) runs.get(0)).containsKey("origin"), "ours comes first");
        for (Object each : runs.subList(1, 3)) {
            var run = (Map<?, ?>) each;
            assertEquals(fact.origin(), run.get("origin"));
            assertEquals(run.get("run") + "@" + at, run.get("key"));
            assertEquals(200, get("/api/runs/" + run.get("key")).statusCode());
        }
        assertTrue(get("/api/runs/" + THEIRS).body().contains(fact.origin()));
        assertFalse(get("/api/runs/" + BOTH).body().contains(fact.origin()));
        String export = get("/api/runs/" + THEIRS + "@" + at + "/export/events.jsonl").body();
        assertTrue(export.contains(fact.origin()) && export.contains(there.get(9).eventId()));
    }

    @Test
    void nobodyCanWriteToThem() throws Exception {
        var cancel =
                HttpRequest.newBuilder(
                                URI.create(server.address())
                                        .resolve("/api/runs/" + THEIRS + "@" + at + "/cancel"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        HttpResponse<String> answer = CLIENT.send(cancel, HttpResponse.BodyHandlers.ofString());
        assertEquals(400, answer.statusCode(), answer.body());
    }

    @Test
    void anImportWhileServingAppearsAndAGoneBundleIsSaid() throws Exception {
        Path late = folder.resolve("late.pke");
        try (Home theirs = Home.open(folder.resolve("late"), new TickingClock())) {
            new SampleRecord(theirs.store(), theirs.blobs())
                    .writeAll(List.of(new SampleRecord.Arm("late-1", "pke", 2, 0)));
            bundle(theirs, late, "late-1");
        }
        Path ours = folder.resolve("third");
        try (Home third = Home.open(ours, new TickingClock());
                Server serving = Server.start(ServerSettings.local(0), third, Commands.none())) {
            URI root = URI.create(serving.address());
            assertFalse(get(root, "/").body().contains("late-1"));
            HttpRequest live = HttpRequest.newBuilder(root.resolve("/api/live")).build();
            HttpResponse<Stream<String>> stream =
                    CLIENT.send(live, HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = stream.body()) {
                take(third, late);
                assertTrue(lines.filter(line -> line.startsWith("data: ")).findFirst().isPresent());
            }
            assertTrue(get(root, "/").body().contains("/runs/late-1@1"));
        }
        try (Stream<Path> blobs = Files.walk(ours.resolve("blobs"))) {
            blobs.filter(Files::isRegularFile).forEach(ImportedRunsTest::delete);
        }
        try (Home third = Home.open(ours, new TickingClock());
                Server serving = Server.start(ServerSettings.local(0), third, Commands.none())) {
            HttpResponse<String> page = get(URI.create(serving.address()), "/");
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("The import of event 1"), page.body());
        }
    }

    private static void bundle(Home from, Path to, String... runs) {
        new BundleWriter(from.store(), from.blobs()).write(List.of(runs), null, null, to);
    }

    private static BundleImported take(Path bundle) {
        return take(home, bundle);
    }

    private static BundleImported take(Home into, Path bundle) {
        BundleImported taken =
                new Imports(into.store(), into.blobs()).take(bundle, new Verify(null, null, 1));
        assertNotEquals(0, taken.events());
        return taken;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int count(String page, String what) {
        return page.split(Pattern.quote(what), -1).length - 1;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return get(URI.create(server.address()), path);
    }

    private static HttpResponse<String> get(URI root, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
