package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Said;
import dev.pke.event.CanonicalJson;
import dev.pke.experiment.TinyPlan;
import dev.pke.experiment.plan.Plan;
import dev.pke.store.Home;
import dev.pke.web.Commands;
import dev.pke.web.Server;
import dev.pke.web.ServerSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class RunVerbsTest {
    @TempDir Path folder = Path.of("");

    @Test
    void aRunThatIsStoppedIsCancelledResumedShownAndReplayed()
            throws IOException, InterruptedException {
        TinyPlan.write(folder, "0");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.pke.cli.Main",
                                "run",
                                folder.resolve("tiny.yaml").toString(),
                                "--home",
                                home())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("fingerprint")) {
                line = out.readLine();
            }
            assertNotNull(line, "the run ended before its first stage did");
            process.toHandle().destroy();
            out.lines().forEach(each -> {});
        }
        assertTrue(process.waitFor(300, TimeUnit.SECONDS));
        Map<?, ?> run = onlyRun();
        assertEquals("cancelled", run.get("status"));
        String id = String.valueOf(run.get("run"));

        assertEquals(0, say("resume " + id).code());
        assertEquals("finished", onlyRun().get("status"));
        assertEquals(64L, onlyRun().get("parametersMoved"));
        assertTrue(say("show " + id).out().contains("pke on tiny, finished"));
        Said replayed = say("replay " + id);
        assertEquals(0, replayed.code(), replayed.out());
        assertTrue(replayed.out().contains("PASS-BIT-EQUAL"), replayed.out());
        assertEquals("pass-bit-equal", onlyRun().get("replay"));
        assertTrue(say("runs").out().contains(id));

        Path elsewhere = folder.resolve("moved here");
        Files.move(folder.resolve("tiny"), elsewhere);
        assertEquals(3, say("replay " + id).code());
        Said moved =
                Said.to(List.of("replay", id, elsewhere.toString(), "--json", "--home", home()));
        assertTrue(moved.out().contains("\"verdict\":\"pass-bit-equal\""), moved.out());

        Files.delete(folder.resolve("test.json"));
        Said without = say("replay " + id);
        assertEquals(3, without.code(), without.out());
        assertTrue(without.out().startsWith("INCONCLUSIVE: not there: "), without.out());
        assertEquals("inconclusive", onlyRun().get("replay"));
    }

    @Test
    void answersAreJudgedAgainAndBothRunsSaySo() throws Exception {
        TinyPlan.write(folder, "0");
        assertEquals(0, say("run " + folder.resolve("tiny.yaml")).code());
        String first = String.valueOf(onlyRun().get("run"));
        Said wrong = say("judge latest oracle");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("evaluation.judges"), wrong.err());
        Said judged = say("judge latest refusal-phrases-2 specimen-oracle-2");
        assertEquals(0, judged.code(), judged.err());
        assertTrue(judged.out().contains("refusal-phrases-2"), judged.out());
        String again = judged.out().lines().findFirst().orElseThrow();
        String said = say("show " + again).out();
        assertTrue(said.contains("its edit and answers are those of run " + first), said);
        said = say("show " + first).out();
        assertTrue(said.contains("judged again by refusal-phrases-2: run " + again), said);
        assertEquals(0, say("verify").code());
        try (Home home = Home.open(folder.resolve("home"), Clock.systemUTC());
                Server server =
                        Server.start(
                                ServerSettings.local(0),
                                home.store(),
                                home.blobs(),
                                Commands.none())) {
            var page = get(server, again);
            assertTrue(page.contains("Judged again: its edit and its answers are those of"), page);
            assertTrue(page.contains("/compare?runs=" + again + "," + first), page);
            page = get(server, first);
            assertTrue(page.contains("Its answers were judged again."), page);
        }
    }

    private static String get(Server server, String run) throws Exception {
        var at = URI.create(server.address()).resolve("/runs/" + run);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void aPlanGivenByARelativePathIsRecordedWithWholePaths() {
        Plan plan = PlanFile.read(Path.of("experiments/plain/pke-6.yaml"));
        assertTrue(plan.model().folder().isAbsolute(), plan.model().folder().toString());
        assertTrue(plan.evaluation().test().isAbsolute());
        assertTrue(CanonicalJson.write(plan.json()).contains(plan.model().folder().toString()));
    }

    private Map<?, ?> onlyRun() {
        Object runs = CanonicalJson.parse(say("runs --json").out());
        if (runs instanceof List<?> list
                && list.size() == 1
                && list.getFirst() instanceof Map<?, ?> run) {
            return run;
        }
        throw new AssertionError("not one run: " + runs);
    }

    private Said say(String words) {
        return Said.to(words + " --home " + home());
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
