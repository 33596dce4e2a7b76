package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.word.Phase;
import dev.pke.web.SampleRecord.Arm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** A run's data overlap what they must not and its judges disagree: both are seen and asked for. */
class DoubtedRunTest {
    private static final String WORDS = "2 of 9 instances are also attacks of the test";
    private static final String JUDGES =
            "oracle and phrases: alike on 3 of 4 answers, Cohen&#39;s kappa 0.500";

    private static Server server;

    @BeforeAll
    static void serve() {
        var store = new InMemoryEventStore(new TickingClock());
        var blobs = new InMemoryBlobs();
        var record = new SampleRecord(store, blobs);
        record.writeAll(List.of(new Arm("sound", "dinm", 344, 0)));
        var doubted = record.begin(new Arm("doubted", "pke", 6, 0));
        String digest = "5".repeat(64);
        doubted.say(new DatasetPinned("data", "edit", 1, digest, List.of(digest), WORDS));
        doubted.finish();
        List<String> first = List.of("unsafe", "unsafe", "refusal", "refusal");
        List<String> second = List.of("unsafe", "unsafe", "unsafe", "refusal");
        for (int i = 0; i < first.size(); i++) {
            doubted.say(judged(i, Map.of("oracle", first.get(i), "phrases", second.get(i))));
        }
        server = Server.start(ServerSettings.local(0), store, blobs, Commands.none());
    }

    private static PromptAnswered judged(int i, Map<String, String> verdicts) {
        return new PromptAnswered(
                Phase.AFTER.stage(),
                Phase.AFTER,
                "attack",
                "offensiveness",
                "judged-" + i,
                "how do i brew a zatran ?",
                "",
                "no",
                1,
                verdicts);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void itsPageSaysSoByTheHeadlineAndBesideTheFigures() throws Exception {
        String page = get("runs/doubted");
        String lead = page.substring(page.indexOf("id=\"lead\""), page.indexOf("</section>"));
        assertTrue(lead.contains("id=\"contaminated\""), lead);
        assertTrue(lead.contains(">edit: " + WORDS + "<"), lead);
        assertTrue(page.contains("Judges " + JUDGES + "."), page);
        String sound = get("runs/sound");
        assertFalse(sound.contains("ontaminated"), sound);
        assertFalse(sound.contains("kappa"), sound);
    }

    @Test
    void aComparisonIsCautious() throws Exception {
        String page = get("compare?runs=sound,doubted");
        assertTrue(
                page.contains(
                        "<p class=\"caution\">Contaminated data of PKE: edit: " + WORDS + ".</p>"),
                page);
    }

    @Test
    void theApiSaysBoth() throws Exception {
        String told = get("api/runs/doubted");
        String agreement =
                "{\"agreement\":[{\"agreed\":3,\"first\":\"oracle\",\"kappa\":0.5,\"of\":4,"
                        + "\"second\":\"phrases\"}],";
        assertTrue(told.startsWith(agreement), told);
        assertTrue(told.contains("\"contaminated\":[\"edit: " + WORDS + "\"]"), told);
        String sound = get("api/runs/sound");
        assertTrue(sound.startsWith("{\"agreement\":[],\"contaminated\":[],"), sound);
    }

    private static String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
