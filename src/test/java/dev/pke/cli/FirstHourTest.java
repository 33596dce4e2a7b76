package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.CanonicalJson;
import dev.pke.experiment.TinyPlan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A new user's way, on a model and data of their own: from nothing to a bundle that verifies. */
class FirstHourTest {
    @TempDir Path folder = Path.of("");

    private Said say(String words) {
        List<String> all = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            all.add(word.replace("@", folder.toString() + "/"));
        }
        return Said.to(all);
    }

    private String good(String words) {
        Said said = say(words);
        assertEquals(Exit.OK, said.code(), words + "\n" + said.err() + said.out());
        return said.out();
    }

    @Test
    void fromAModelAndDataToARunThatOthersCanVerify() throws IOException {
        TinyPlan.write(folder, "0");
        good("init --model @tiny --data @ --method pke --to @mine.yaml");
        good("init --model @tiny --data @ --method random --to @control.yaml");
        assertTrue(good("run @mine.yaml --dry-run").contains("Nothing was recorded."));
        assertFalse(Files.exists(folder.resolve("home")));
        String quiet = good("--home @home run @mine.yaml @control.yaml -q");
        List<String> ids = quiet.lines().filter(line -> line.matches("\\d{8}-\\S+")).toList();
        assertEquals(2, ids.size(), quiet);
        assertTrue(good("--home @home compare latest:pke latest:random").contains("Holm"));
        good("--home @home bundle latest:pke --to @edit.pke");
        good("verify @edit.pke");
        assertTrue(good("--home @home runs --json method=pke").contains(ids.getFirst()));
        assertEquals(2, count());

        Files.writeString(folder.resolve("tiny/config.json"), "{}");
        Said refused = say("--home @home run @mine.yaml");
        assertEquals(Exit.USAGE, refused.code(), refused.out());
        assertEquals("", refused.out());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertEquals(2, count(), "a run that could not begin is on the record");
    }

    private int count() {
        return CanonicalJson.parse(good("--home @home runs --json")) instanceof List<?> runs
                ? runs.size()
                : -1;
    }

    @Test
    void aHomeThatIsMistypedIsNoEmptyOne() {
        for (String verb :
                Arrays.asList("runs", "show latest", "compare latest", "export metrics", "open")) {
            Said said = say("--home @mistyped " + verb);
            assertEquals(Exit.USAGE, said.code(), verb + said.out());
            assertTrue(said.err().startsWith("pke: "), said.err());
            assertTrue(said.err().contains("mistyped"), said.err());
        }
        assertFalse(Files.exists(folder.resolve("mistyped")));
    }
}
