package dev.pke.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.audit.SampleLog;
import dev.pke.cli.Exit;
import dev.pke.cli.Main;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Root may read everything, and sees a record that passes. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatMayNotBeReadIsNotCalledTampering() throws IOException {
        Path log = Path.of(home, "events.db");
        for (Path file : List.of(aBlob(), log)) {
            Set<PosixFilePermission> usual = Files.getPosixFilePermissions(file);
            Files.setPosixFilePermissions(file, Set.of());
            boolean root = Files.isReadable(file);
            int refused = file.equals(log) ? Exit.USAGE : Exit.INCONCLUSIVE;
            assertEquals(root ? Exit.OK : refused, pke("verify HOME"), file.toString());
            Files.setPosixFilePermissions(file, usual);
        }
    }

    private Path aBlob() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(home, "blobs"))) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private int pke(String words) {
        return Main.run(
                Arrays.stream(words.split(" ", -1))
                        .map(word -> word.replace("HOME", home).replace("DIR", dir.toString()))
                        .toArray(String[]::new));
    }
}
