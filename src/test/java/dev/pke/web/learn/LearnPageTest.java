package dev.pke.web.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.audit.Verify;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunSummary;
import dev.pke.web.Commands;
import dev.pke.web.Server;
import dev.pke.web.ServerSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page that explains everything, over a record that holds nothing. */
@Aside
class LearnPageTest {
    private static final int MOST_WORDS = 80;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern TERM =
            Pattern.compile("href=\"(?:/learn)?#term-([^\"]+)\"[^>]*>|class=\"term\"[^>]*>");

    @TempDir private static Path folder;
    private static Server server;
    private static String page;

    @BeforeAll
    static void serve() throws Exception {
        var store = new InMemoryEventStore(new TickingClock());
        server = Server.start(ServerSettings.local(0), store, new InMemoryBlobs(), Commands.none());
        page = get("/learn");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void theRecordThatShipsWasMadeByTheProductAndVerifies() throws Exception {
        Path file = folder.resolve("record.pke");
        try (InputStream in = ShippedRecord.open()) {
            Files.copy(in, file);
        }
        var verdict = new Verify(null, null, 1).bundle(file);
        assertTrue(verdict.passed(), () -> verdict.reason());
    }

    @Test
    void itHasEightShortStepsEachWithAQuestionACommandAndSomethingToLookAt() {
        Map<String, String> lessons = lessons();
        assertEquals(
                List.of("attack", "measure", "where", "says", "edit", "price", "fails", "proof"),
                lessons.keySet().stream().filter(each -> !each.equals("glossary")).toList());
        lessons.remove("glossary");
        lessons.forEach((id, lesson) -> {
            String text = lesson.substring(lesson.indexOf("</h2>"), lesson.indexOf("</div>"));
            String words = text.replaceAll("<[^>]+>", "").strip();
            int count = words.split("\\s+").length;
            assertTrue(count <= MOST_WORDS, id + " has " + count + " words: " + words);
            assertTrue(text.contains("class=\"try\""), id);
            assertTrue(lesson.contains("<pre class=\"command\">./pke "), id);
            boolean shows = Stream.of("<svg", "<table", "of-2\"").anyMatch(lesson::contains);
            assertTrue(shows, id + " shows nothing");
        });
    }

    @Test
    void itsFiguresAreThoseOfTheRecordedRuns() {
        RunSummary run = new ShippedRecord().bundle().runs().getFirst().summary();
        long asked = run.asrBefore() == null ? 0 : run.asrBefore().of();
        assertTrue(lesson("measure").contains(">" + asked + "</span> attacked prompts"));
        String moved = String.valueOf(run.edit().parametersMoved());
        assertTrue(lesson("price").contains(">" + moved + "<"), moved);
    }

    @Test
    void itSaysWhereItFailsWithAnAnswerThatWasBegun() {
        String fails = lesson("fails");
        assertTrue(fails.contains("answer begun: "), fails);
        assertTrue(fails.contains("unsafe answer, covered"));
    }

    @Test
    void everyDottedWordLeadsToAnEntry() throws Exception {
        var used = new TreeSet<String>();
        try (Stream<Path> templates = Files.walk(Path.of("web/templates"))) {
            for (Path each : templates.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(each);
                assertTrue(!text.contains("<abbr"), each + " has a word without an entry");
                Matcher term = TERM.matcher(text);
                while (term.find()) {
                    if (term.group(1) != null) {
                        used.add(term.group(1));
                    } else {
                        assertTrue(term.group().contains("#term-"), each + ": " + term.group());
                    }
                }
            }
        }
        Term.all().forEach(each -> assertTrue(page.contains("id=\"term-" + each.key() + "\"")));
        var known = new TreeSet<>(Term.all().stream().map(Term::key).toList());
        used.removeIf(known::contains);
        assertEquals(new TreeSet<>(), used);
    }

    @Test
    void everyLinkOnItIsAnsweredThoughNothingIsRecorded() throws Exception {
        var shapes = new TreeSet<String>();
        for (String path : links(page)) {
            // one address of each shape: hundreds of marks lead to events alike
            if (shapes.add(path.replaceAll("\\d+", "0"))) {
                assertTrue(!get(path).isEmpty(), path);
            }
        }
        assertTrue(shapes.size() >= 8, "" + shapes);
        String run = links(page).stream().filter(p -> p.matches("/runs/[^/]+")).findFirst().get();
        String shown = get(run);
        assertTrue(shown.contains("This run ships with the program"));
        for (String path : links(shown)) {
            if (shapes.add(path.replaceAll("\\d+", "0"))) {
                get(path);
            }
        }
    }

    @Test
    void itIsReachedFromTheEmptyRecordAndFromEveryHeadline() throws Exception {
        assertTrue(get("/").contains("href=\"/learn\">PKE explained"));
        try (Stream<Path> templates = Files.walk(Path.of("web/templates"))) {
            for (Path each : templates.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(each);
                boolean headed = text.contains("<h1") && !each.endsWith("learn.html");
                assertTrue(!headed || text.contains("class=\"what\" href=\"/learn#"), "" + each);
            }
        }
    }

    @Test
    void theFactorsOfTheScoreAreSwitchedByTheAddressAlone() throws Exception {
        String by = get("/learn?by=benign_importance");
        assertTrue(by.contains("aria-current=\"true\">benign importance</a>"));
        assertTrue(page.contains("aria-current=\"true\">score</a>"));
    }

    private static String lesson(String id) {
        return Objects.requireNonNull(lessons().get(id));
    }

    private static Map<String, String> lessons() {
        Map<String, String> lessons = new LinkedHashMap<>();
        String begin = "<section class=\"lesson\" id=\"";
        for (int at = page.indexOf(begin); at >= 0; ) {
            int next = page.indexOf(begin, at + 1);
            String part = page.substring(at + begin.length(), next < 0 ? page.length() : next);
            lessons.put(part.substring(0, part.indexOf('"')), part);
            at = next;
        }
        return lessons;
    }

    private static List<String> links(String html) {
        List<String> links = new ArrayList<>();
        Matcher href = Pattern.compile("href=\"(/[^\"#]*)").matcher(html);
        while (href.find()) {
            links.add(href.group(1).replace("&amp;", "&"));
        }
        return links;
    }

    private static String get(String path) throws Exception {
        URI address = URI.create(server.address()).resolve(path);
        HttpResponse<String> got =
                CLIENT.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, got.statusCode(), path);
        return got.body();
    }
}
