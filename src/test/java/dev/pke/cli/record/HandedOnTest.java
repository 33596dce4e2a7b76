package dev.pke.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.experiment.TinyPlan;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run's model is handed on with a card or as a delta, and known again by its digest. */
class HandedOnTest {
    @TempDir static Path folder = Path.of("");

    @BeforeAll
    static void edit() throws IOException {
        TinyPlan.write(folder, "0");
        assertEquals(Exit.OK, say("run", folder.resolve("tiny.yaml").toString()).code());
    }

    private static Said say(String... words) {
        List<String> all = new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
        all.addAll(List.of(words));
        return Said.to(all);
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void anExportedModelHasACardAndIsKnownByItsDigest() throws IOException {
        Files.writeString(folder.resolve("tiny/README.md"), "the base's own card");
        Said exported = say("export", "latest:pke", "--to", at("edited"));
        assertEquals(Exit.OK, exported.code(), exported.err());
        String card = Files.readString(folder.resolve("edited/README.md"));
        assertTrue(card.startsWith("---\nbase_model: \"tiny\"\n"), card);
        assertTrue(card.contains("64 of "), card);
        assertTrue(card.contains("| asr | "), card);
        assertFalse(card.contains("NaN"), card);
        assertTrue(card.lines().anyMatch(line -> line.matches("\\| kl \\|.* over \\d+ \\|")), card);
        assertTrue(card.contains("test: 1 of 1 instances are also attacks of the test."), card);
        assertTrue(card.contains("\\| begun with") || card.contains("| begun with |"), card);
        assertEquals(
                "the base's own card", Files.readString(folder.resolve("edited/README.base.md")));
        Said known = say("which", at("edited"));
        assertEquals(Exit.OK, known.code(), known.err());
        String run = say("show", "latest:pke").out().split(" ", 2)[0];
        assertTrue(known.out().contains("left by run " + run), known.out());
        Said base = say("which", at("tiny"));
        assertTrue(base.out().contains("run " + run + " began with it"), base.out());
        assertFalse(base.out().contains("left by"), base.out());
    }

    @Test
    void aDeltaAloneMakesTheSameModelOfTheSameBaseAndOfNoOther() {
        assertEquals(Exit.OK, say("export", "latest:pke", "--delta", "--to", at("d.st")).code());
        Said applied = say("apply", at("d.st"), at("tiny"), "--to", at("by-delta"));
        assertEquals(Exit.OK, applied.code(), applied.err());
        assertTrue(say("which", at("by-delta")).out().contains("left by run "));
        Said again = say("apply", at("d.st"), at("by-delta"), "--to", at("twice"));
        assertEquals(Exit.USAGE, again.code());
        assertTrue(again.err().contains("has other bits than the delta expects"), again.err());
        assertFalse(Files.exists(folder.resolve("twice")));
        Said bare = say("apply", at("d.st"), "--to", at("nowhere"));
        assertTrue(bare.err().contains("name the model it edits"), bare.err());
    }

    @Test
    void aPlanOnTheEditedFolderIsToldOfInBothRuns() throws IOException {
        assertEquals(Exit.OK, say("apply", "latest:pke", "--to", at("again")).code());
        String plan = Files.readString(folder.resolve("tiny.yaml"));
        int edit = plan.indexOf("edit:\n");
        Files.writeString(
                folder.resolve("again.yaml"),
                plan.substring(0, edit)
                                .replace("method: pke\n", "")
                                .replace("folder: tiny", "folder: again")
                                .replace("name: tiny/pke", "name: tiny/again")
                        + "tolerance: 0\n");
        Said run = say("run", at("again.yaml"));
        assertEquals(Exit.OK, run.code(), run.err());
        String after = say("show", "latest:none").out();
        assertTrue(after.contains("its model is the one that run "), after);
        String before = say("show", "latest:pke").out();
        assertTrue(before.lines().anyMatch(line -> line.matches(".*later: run .* ASR .*")), before);
    }

    @Test
    void whatItsJudgesAgreeOnAndWhatIsWrongWithItsDataIsJsonToo() {
        String told = say("show", "latest:pke", "--json").out();
        assertTrue(
                told.contains(
                        "\"contaminated\":[\"test: 1 of 1 instances are also attacks of the test\"]"),
                told);
        assertTrue(
                told.matches(
                        "(?s).*\"agreement\":\\[\\{\"agreed\":\\d+,\"first\":\"refusal-phrases\",\"kappa\":.*"),
                told);
    }

    @Test
    void anEmptyNameIsOneLine() {
        Said said = say("show", "");
        assertEquals(Exit.USAGE, said.code());
        assertEquals("pke: a run's name is empty; pke runs lists the runs", said.err().strip());
    }

    @Test
    void aNameThatIsNoTableAndNoRunIsOneLine() {
        Said said = say("export", "metric");
        assertEquals(Exit.USAGE, said.code());
        assertEquals(1, said.err().lines().count(), said.err());
        assertTrue(said.err().contains("no table and no run metric"), said.err());
    }
}
