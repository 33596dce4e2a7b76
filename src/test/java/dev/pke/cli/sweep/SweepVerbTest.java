package dev.pke.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.CanonicalJson;
import dev.pke.experiment.RunLog;
import dev.pke.experiment.TinyPlan;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Stage;
import dev.pke.store.Heartbeat;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SweepVerbTest {
    private static final List<String> GRID =
            List.of("--vary", "budget=0.03,0.05", "--methods", "pke,random", "--vary", "seed=1,2");

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
    }

    @Test
    void aGridIsOneRunACellAndWhatIsDoneIsNotDoneAgain() {
        assertEquals(List.of("open"), states());
        Said one = sweep("--index", "1");
        assertEquals(0, one.code, one.text);
        assertEquals(1, runs().size());
        assertEquals("tiny/pke pke budget=0.05", runs().getFirst().planName());
        Said all = sweep();
        assertEquals(0, all.code, all.text);
        assertTrue(all.text.contains("[2/6] tiny/pke pke budget=0.05: done: "), all.text);
        assertEquals(6, runs().size());
        assertEquals(List.of("done"), states());
        assertTrue(all.text.contains("random budget=0.03 seed=2"), all.text);
        assertTrue(all.text.contains("mean ± sd over draws and seeds"), all.text);
        Said again = sweep();
        assertEquals(0, again.code);
        assertEquals(6, runs().size());
    }

    @Test
    void severalAtATimeAreEachCellOnce() {
        Said all = sweep("--jobs", "2");
        assertEquals(0, all.code, all.text);
        assertEquals(6, runs().size(), all.text);
        assertEquals(List.of("done"), states());
        assertTrue(all.text.contains("\n2| [1/3] tiny/pke pke budget=0.05: "), all.text);
        Said part = sweep("--jobs", "2", "--share", "1/2");
        assertNotEquals(0, part.code, part.text);
    }

    @Test
    void theStoreThatIsNamedIsTheOneWrittenTo() {
        Said nobody = sweep("--store", "postgres://nobody@127.0.0.1:1/none");
        assertNotEquals(0, nobody.code, nobody.text);
        assertFalse(Files.exists(home().resolve("events.db")), "nothing is kept elsewhere");
    }

    @Test
    void aCellThatWasCutOffGoesOnAsTheSameRun() {
        sweep("--index", "0");
        RunSummary whole = runs().getFirst();
        String copy = "cut-off";
        try (Home home = Home.open(home(), Clock.systemUTC())) {
            RunEvent first =
                    RunEventCodec.decodeRun(
                            home.store().stream("run/" + whole.run()).iterator().next());
            if (first instanceof RunRegistered cell) {
                // the next cell, registered by a process that then died
                RunRegistered next =
                        new RunRegistered(
                                copy,
                                otherBudget(cell.plan()),
                                "tiny/pke pke budget=0.05",
                                cell.method(),
                                cell.model(),
                                cell.seeds(),
                                cell.code(),
                                cell.machine());
                new RunLog(home.store(), copy, "dead", _ -> {}).record(next);
            }
        }
        assertEquals("cut off", states().get(1), () -> states().toString());
        Clock earlier =
                Clock.offset(Clock.systemUTC(), Heartbeat.SILENCE.minusSeconds(2).negated());
        try (Home home = Home.open(home(), earlier)) {
            home.leases().beat(copy, "dead"); // a scheduler is quicker than the silence
        }
        Said on = sweep("--index", "1");
        assertEquals(0, on.code, on.text);
        assertTrue(on.text.contains("goes on: " + copy), on.text);
        RunSummary ended =
                runs().stream().filter(each -> each.run().equals(copy)).findFirst().orElseThrow();
        assertEquals(List.of(Stage.values()), ended.finished());
    }

    private static Map<String, Object> otherBudget(Map<String, ?> plan) {
        Map<String, Object> other = new LinkedHashMap<>();
        Object json =
                CanonicalJson.parse(
                        CanonicalJson.write(plan).replace("\"budget\":0.03", "\"budget\":0.05"));
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> other.put(String.valueOf(key), value));
        }
        return other;
    }

    private List<String> states() {
        Said said = sweep("--list", "--json");
        assertEquals(0, said.code, said.text);
        List<String> states = new ArrayList<>();
        if (CanonicalJson.parse(said.text) instanceof List<?> cells) {
            cells.forEach(each -> {
                if (each instanceof Map<?, ?> cell) {
                    states.add(String.valueOf(cell.get("state")));
                }
            });
        }
        assertEquals(6, states.size());
        return states.stream().distinct().count() == 1 ? List.of(states.getFirst()) : states;
    }

    private List<RunSummary> runs() {
        try (Home home = Home.openReadOnly(home())) {
            return home.runs().newestFirst();
        }
    }

    private record Said(int code, String text) {}

    private Said sweep(String... more) {
        StringWriter text = new StringWriter();
        CommandLine line = new CommandLine(new SweepCommand()).setOut(new PrintWriter(text, true));
        List<String> all = new ArrayList<>(List.of(folder.resolve("tiny.yaml").toString()));
        all.addAll(GRID);
        all.addAll(List.of(more));
        all.addAll(List.of("--home", home().toString()));
        int code = line.execute(all.toArray(String[]::new));
        return new Said(code, text.toString());
    }

    private Path home() {
        return folder.resolve("home");
    }
}
