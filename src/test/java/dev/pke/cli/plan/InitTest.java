package dev.pke.cli.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.edit.EditorRegistry;
import dev.pke.experiment.TinyPlan;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.locate.LocatorRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** From a model and data to a plan that runs. */
class InitTest {
    @TempDir Path folder = Path.of("");

    private static Stream<String> methods() {
        return Stream.concat(
                        LocatorRegistry.all().stream().map(each -> each.name()),
                        EditorRegistry.all().stream().map(each -> each.name()))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aDraftOfEveryMethodIsAPlanOfIt(String method) {
        var model =
                new PlanDraft.Sources(
                        Path.of("my model"),
                        Path.of("e.json"),
                        Path.of("t.json"),
                        Path.of("b.json"),
                        Path.of("p.json"));
        var draft =
                new PlanDraft(
                        Path.of("plans/a.yaml"),
                        method,
                        model,
                        List.of(),
                        new PlanDraft.Measures("refusal-phrases", 64, 8, 2, 4));
        Plan plan = Plan.parse("a.yaml", draft.text(), Path.of("plans").toAbsolutePath());
        assertTrue(plan.method().contains(method), plan.method());
        assertEquals("my-model/" + method, plan.name());
        assertEquals(Path.of("my model").toAbsolutePath(), plan.model().folder());
    }

    @Test
    void initWritesAPlanThatADryRunFindsSoundAndRecordsNothing() throws IOException {
        TinyPlan.write(folder, "0");
        Path plan = folder.resolve("mine.yaml");
        List<String> words =
                List.of(
                        "init",
                        "--model",
                        folder.resolve("tiny").toString(),
                        "--data",
                        folder.toString(),
                        "--to",
                        plan.toString());
        Said said = Said.to(words);
        assertEquals(Exit.OK, said.code(), said.err() + said.out());
        assertTrue(said.out().contains("written: " + plan), said.out());
        assertTrue(said.out().contains("roughly"), said.out());
        assertTrue(Files.readString(plan).contains("folder: tiny\n"), Files.readString(plan));
        Said again = Said.to(words);
        assertEquals(Exit.USAGE, again.code());
        assertTrue(again.err().contains("--force"), again.err());

        Path home = folder.resolve("home");
        Said dry =
                Said.to(List.of("run", "--home=" + home, plan.toString(), "--dry-run", "--json"));
        assertEquals(Exit.OK, dry.code(), dry.err());
        JsonNode json = JsonMapper.shared().readTree(dry.out());
        assertTrue(json.get(0).get("good").asBoolean());
        assertEquals("plan", json.get(0).get("points").get(0).get("name").asString());
        assertFalse(Files.exists(home));
    }

    @Test
    void whatIsMissingIsSaidInOneLine() {
        Said none = Said.to("init");
        assertEquals(Exit.USAGE, none.code());
        assertEquals("pke: the model's folder is needed: say it with --model\n", none.err());
        Said wrong = Said.to("init --model " + folder + " --method pke");
        assertEquals(Exit.USAGE, wrong.code());
        assertTrue(wrong.err().contains("no config.json"), wrong.err());
    }

    @Test
    void aTerminalIsAsked() {
        StringWriter said = new StringWriter();
        BufferedReader typed = new BufferedReader(new StringReader("a folder\n\n"));
        Questions questions = new Questions(typed, new PrintWriter(said));
        assertEquals("a folder", questions.ask(null, "the model", "--model", null));
        assertEquals("pke", questions.ask(null, "the method", "--method", "pke"));
        assertEquals("told", questions.ask("told", "the data", "--data", null));
        assertEquals("the model: the method [pke]: ", said.toString());
        assertThrows(UserError.class, () -> questions.ask(null, "more", "--more", null));
    }
}
