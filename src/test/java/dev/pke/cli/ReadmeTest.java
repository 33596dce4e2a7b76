package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.TinyPlan;
import dev.pke.web.Commands;
import dev.pke.web.SampleRecord;
import dev.pke.web.Server;
import dev.pke.web.ServerSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every line of README's blocks is run as it stands there, or is exempt for a reason given here.
 */
class ReadmeTest {
    /** How a line begins that is not run, and why. */
    private static final Map<String, String> EXEMPT =
            Map.ofEntries(
                    Map.entry("./pke demo", "fourteen runs; DemoCommand's parts are tested apart"),
                    Map.entry("mvn verify", "it runs this test"),
                    Map.entry("./pke serve", "serves until Ctrl-C; ServerTest"),
                    Map.entry("./pke open", "serves until Ctrl-C; OpenVerbTest"),
                    Map.entry("./pke sweep", "five runs; SweepVerbTest"),
                    Map.entry("./pke frontier", "a run for every setting tried; FrontierVerbTest"),
                    Map.entry("./pke resume", "needs a run cut off; RunVerbsTest"),
                    Map.entry("python3 experiments/bench/agree.py", "needs transformers"),
                    Map.entry("./pke bench model", "measures for minutes"),
                    Map.entry("./pke check", "all golden cases, as CheckTest runs them"),
                    Map.entry("./pke specimen", "trains two models; SpecimenShippedTest"),
                    Map.entry("docker ", "needs a container runtime"));

    /** What a reader puts in the place of names. */
    private static final Map<String, String> NAMES =
            Map.of("RUN", "latest:pke", "DIR", "experiments/specimen/plain");

    /** Names of files that lie in a folder of the test's. */
    private static final Set<String> FILES =
            Set.of(
                    "head",
                    "edit.pke",
                    "edited/",
                    "restored/",
                    "model/",
                    "run.jsonl",
                    "cosigned",
                    "w.pem",
                    "my.yaml",
                    "pke-home");

    @TempDir Path folder = Path.of("");

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```sh");
            } else if (inside) {
                lines.add(line.replaceFirst("\\s+#.*", ""));
            }
        }
        return lines;
    }

    @Test
    void everyLineOfABlockDoesWhatItSays() throws IOException, InterruptedException {
        Set<String> unused = new HashSet<>(EXEMPT.keySet());
        int run = 0;
        for (String line : lines()) {
            boolean exempt = EXEMPT.keySet().stream().anyMatch(line::startsWith);
            unused.removeIf(line::startsWith);
            if (!exempt) {
                run(line);
                run++;
            }
        }
        assertEquals(Set.of(), unused, "exempt, and not in README");
        assertTrue(run >= 20, "only " + run + " lines were run");
    }

    private void run(String line) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        Path to = null;
        for (String word : line.split("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            words.add(named(word.replace("\"", "")));
        }
        int redirected = words.indexOf(">");
        if (redirected > 0) {
            to = Path.of(words.get(redirected + 1));
            words = new ArrayList<>(words.subList(0, redirected));
        }
        if (words.getFirst().equals("python3")) {
            Process python = new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(python.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, python.waitFor(), line + "\n" + said);
            return;
        }
        assertEquals("./pke", words.removeFirst(), line);
        if (knowsHome(words.getFirst())) {
            words.addAll(0, List.of("--home", folder.resolve("pke-home").toString()));
        }
        Said said = Said.to(words);
        // two models that differ are what this line is about
        int wanted = line.startsWith("./pke diff ") ? Exit.FAILED : Exit.OK;
        assertEquals(wanted, said.code(), line + "\n" + said.err() + said.out());
        if (to != null) {
            Files.writeString(to, said.out());
        }
    }

    /** What the API's two examples stand for: they are run on a record of invented runs. */
    @Test
    void theExamplesOfTheApiSayWhatTheRecordHolds() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        var store = new InMemoryEventStore(new TickingClock());
        var blobs = new InMemoryBlobs();
        new SampleRecord(store, blobs).writeAll(SampleRecord.demo());
        try (Server server = Server.start(ServerSettings.local(0), store, blobs, Commands.none())) {
            String here = server.address().replaceFirst("/$", "");
            Matcher curl = Pattern.compile("`curl -s \"(http[^\"]*)\"`").matcher(readme);
            assertTrue(curl.find(), "a curl line");
            String asked = curl.group(1).replace("http://localhost:7070", here);
            String runs = said("curl", "-s", "-g", asked);
            assertEquals(3, runs.split("\"method\":\"pke\"", -1).length - 1, runs);
            Matcher python = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(readme);
            assertTrue(python.find(), "a Python example");
            String program = python.group(1).replace("http://localhost:7070", here);
            assertTrue(program.lines().count() <= 10, "ten lines");
            List<String> lines = said("python3", "-c", program).lines().toList();
            assertEquals(9, lines.size(), "" + lines);
            assertTrue(lines.contains("demo/pke-6 768 0 of 54"), "" + lines);
            assertEquals("seen", lines.getLast());
        }
        store.close();
    }

    private static String said(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private String named(String word) throws IOException {
        if (word.startsWith("~/")) {
            return folder.resolve(word.substring(2)).toString();
        }
        if (FILES.contains(word)) {
            return folder.resolve(word).toString();
        }
        return word.endsWith("-6.yaml") ? shorter(word) : NAMES.getOrDefault(word, word);
    }

    /** The plan, asking a few records and no begun answers: the demo asks all of them. */
    private String shorter(String plan) throws IOException {
        Path specimens = Path.of("experiments", "specimen").toAbsolutePath();
        TinyPlan.first(20, "benign.json", folder);
        String asked =
                Files.readString(Path.of(plan))
                        .replace("records: 0 # all", "records: 6")
                        .replace("benign: ../specimen/plain/benign.json", "benign: benign.json")
                        .replaceFirst("prefill: .*", "prefill: none")
                        .replaceFirst("affirmative: .*", "affirmative: none")
                        .replace("../specimen", specimens.toString());
        Path file = folder.resolve(Path.of(plan).getFileName());
        Files.writeString(file, asked);
        return file.toString();
    }

    private static boolean knowsHome(String word) {
        Verb verb = Verb.of(word);
        PrintWriter unheard = new PrintWriter(Writer.nullWriter());
        return verb != null
                && new Execution(verb, unheard, unheard)
                        .command()
                        .getCommandSpec()
                        .optionsMap()
                        .containsKey("--home");
    }
}
