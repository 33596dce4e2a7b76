package dev.pke.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.audit.SampleLog;
import dev.pke.cli.Main;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The README's way from a record to a proof, by the verbs it names. */
class ProofVerbsTest {
    @TempDir Path dir = Path.of("");

    private String home = "";

    @BeforeEach
    void record() {
        Path folder = dir.resolve("home");
        home = folder.toString();
        try (Home open = Home.open(folder, new TickingClock())) {
            SampleLog.write(open.store(), open.blobs(), 4);
        }
    }

    @Test
    void aFirstHeadIsSignedCosignedAndDemanded() {
        assertEquals(0, pke("sign --home HOME --new-key --key DIR/key --to DIR/head"));
        assertEquals(0, pke("verify HOME --head DIR/head --key DIR/key.pub"));
        assertEquals(3, pke("verify HOME --key DIR/key.pub"));
        assertEquals(
                0,
                pke(
                        "witness HOME --head DIR/head --log-key DIR/key.pub --key DIR/w"
                                + " --new-key example.org/w --to DIR/cosigned"));
        String demanded = "verify HOME --key DIR/key.pub --witness DIR/w.pub --head DIR/";
        assertEquals(0, pke(demanded + "cosigned"));
        assertEquals(3, pke(demanded + "head"));
        assertEquals(0, pke("sign --home HOME --key DIR/key --to DIR/head"));
    }

    @Test
    void aBundleIsVerifiedAndKeptElsewhere() {
        assertEquals(0, pke("sign --home HOME --new-key --key DIR/key --to DIR/head"));
        assertEquals(0, pke("bundle latest --home HOME --key DIR/key --to DIR/edit.pke"));
        assertEquals(0, pke("verify DIR/edit.pke --head DIR/head --key DIR/key.pub"));
        assertEquals(2, pke("bundle latest --home HOME --to DIR/edit.pke"));
        assertEquals(0, pke("import DIR/edit.pke --home DIR/elsewhere"));
        assertTrue(Files.exists(dir.resolve("elsewhere/events.db")));
    }

    private int pke(String words) {
        return Main.run(
                Arrays.stream(words.split(" ", -1))
                        .map(word -> word.replace("HOME", home).replace("DIR", dir.toString()))
                        .toArray(String[]::new));
    }
}
