package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.run.RemarkWriter;
import dev.pke.run.word.Phase;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** The address of a comparison shows the same for ever. */
class PermalinkTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir Path folder;

    @Test
    void aComparisonsLinkShowsTheSameWhateverIsRecordedLater() throws Exception {
        try (Home home = Home.open(folder, new TickingClock());
                Server server = Server.start(ServerSettings.local(0), home, Commands.none())) {
            var record = new SampleRecord(home.store(), home.blobs());
            record.writeAll(SampleRecord.demo().subList(0, 4));
            var working = record.begin(new SampleRecord.Arm("at-work", "pke", 3, 0));
            working.evaluate(Phase.BEFORE);
            String asked =
                    "compare?runs=20261120-170501-dinm-ab01,20261120-170504-pke-ab04,at-work";
            String now = get(server, asked);
            int from = now.indexOf("id=\"permalink\" href=\"/") + 22;
            String link = now.substring(from, now.indexOf('"', from)).replace("&amp;", "&");
            String then = content(get(server, link));
            assertTrue(then.contains("this comparison never changes"), link);
            working.locate().edit().evaluate(Phase.AFTER).save();
            new RemarkWriter(home.store()).tag("t-1", "20261120-170504-pke-ab04", "Zoë", "kept");
            record.writeAll(List.of(new SampleRecord.Arm("later", "pke", 9, 0)));
            assertFalse(content(get(server, asked)).equals(content(now)), "now is another");
            assertEquals(then, content(get(server, link)));
        }
    }

    private static String content(String page) {
        return page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    }

    private static String get(Server server, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
