package dev.pke.cli.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.experiment.TinyPlan;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run whose answers can be erased, from its plan to what is left of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeepVerbsTest {
    @TempDir static Path folder = Path.of("");

    @BeforeAll
    static void edit() throws IOException {
        TinyPlan.write(folder, "0");
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(plan, Files.readString(plan) + "answers: erasable\n");
        Said run = say("run", plan.toString());
        assertEquals(Exit.OK, run.code(), run.err());
    }

    private static Said say(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return Said.to(all);
    }

    private static String ok(String... words) {
        Said said = say(words);
        assertEquals(Exit.OK, said.code(), said.err());
        return said.out();
    }

    @Test
    @Order(1)
    void aRunWithItsTextsApartVerifiesReplaysAndExportsThem() {
        assertTrue(ok("verify").endsWith("PASS\n"));
        assertTrue(ok("replay", "latest").contains("PASS"));
        List<String> answers = ok("export", "answers", "latest").lines().toList();
        assertTrue(answers.size() > 8 && answers.get(1).split(",", -1)[11].length() > 1);
        assertFalse(ok("export", "events", "latest").contains(answers.get(1).split(",", -1)[11]));
    }

    @Test
    @Order(2)
    void anArchivedRunIsNotListedAndComesBack() {
        String cold = folder.resolve("cold").toString();
        assertTrue(ok("archive", "latest", "--to", cold, "--by", "ada").contains(" blobs to "));
        assertEquals("All runs were put away: pke runs --archived lists them.\n", ok("runs"));
        assertTrue(ok("runs", "--archived").contains("pke"));
        String verified = ok("verify");
        assertTrue(verified.contains(" lie in " + cold), verified);
        assertFalse(ok("verify", "--blobs", cold).contains(" lie in "));
        String run = ok("runs", "--archived").lines().skip(1).findFirst().orElseThrow();
        assertTrue(ok("archive", run.split(" ", 2)[0], "--back").contains(" blobs back"));
        assertTrue(ok("runs").contains("pke"));
        assertEquals(Exit.USAGE, say("archive", "latest").code());
    }

    @Test
    @Order(3)
    void whatIsErasedCanNeitherBeReplayedNorRead() {
        assertEquals(Exit.USAGE, say("erase", "latest").code());
        ok("erase", "latest", "--reason", "asked to", "--by", "ada");
        assertTrue(ok("verify").contains("were erased by ada: asked to"));
        Said replay = say("replay", "latest");
        assertEquals(Exit.INCONCLUSIVE, replay.code(), replay.out() + replay.err());
        String cell = ok("export", "answers", "latest").lines().toList().get(1);
        assertEquals("", cell.split(",", -1)[11]);
    }

    @Test
    @Order(4)
    void theRecordSaysWhoDidWhat() {
        ok("token", "make", "--name", "worker");
        ok("token", "revoke", "worker");
        String said = ok("access");
        for (String action :
                List.of(
                        "run-archived",
                        "run-returned",
                        "texts-erased",
                        "token-made",
                        "token-revoked")) {
            assertEquals(1, said.lines().filter(line -> line.contains(action)).count(), said);
        }
        assertTrue(said.lines().findFirst().orElse("").contains("ada"), said);
        assertTrue(ok("access", "--json").startsWith("[{\"action\":\"run-archived\""));
        assertTrue(ok("verify").endsWith("PASS\n"));
    }
}
