package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.fault.UserError;
import dev.pke.run.RunRecord;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ImportsTest {
    private static final Verify ALONE = new Verify(null, null, 1);
    @TempDir Path folder;
    private Path bundle;

    @BeforeEach
    void makeABundleElsewhere() {
        bundle = folder.resolve("theirs.pke");
        try (Home theirs = Home.open(folder.resolve("theirs"), new TickingClock())) {
            SampleLog.write(theirs.store(), theirs.blobs(), 8);
            new BundleWriter(theirs.store(), theirs.blobs())
                    .write(List.of("one"), null, null, bundle);
        }
    }

    @Test
    void keepsTheOriginsLogVerbatimBesideOurOwn() throws IOException {
        Path ours = folder.resolve("ours");
        try (Home home = Home.open(ours, new TickingClock())) {
            Imports imports = new Imports(home.store(), home.blobs());
            String digest = imports.take(bundle, ALONE).bundle();
            assertEquals(-1, Files.mismatch(bundle, home.blobs().file(digest)));
            assertEquals(1, home.store().head());
            Imports.Imported taken = imports.all().getFirst();
            assertEquals(List.of("one"), taken.fact().runs());
            assertEquals(taken.events(), taken.events("one"));
            try (Home theirs = Home.openReadOnly(folder.resolve("theirs"))) {
                assertEquals(RunRecord.of(theirs.store(), "one"), taken.events());
            }
        }
        Verification verdict = ALONE.home(ours);
        assertTrue(verdict.passed(), verdict.lines()::toString);
        assertEquals(0, PythonVerifier.run(ours).exit());
    }

    @Test
    void takingItTwiceLeavesOneEvent() {
        try (Home home = Home.open(folder.resolve("ours"), new TickingClock())) {
            Imports imports = new Imports(home.store(), home.blobs());
            assertEquals(imports.take(bundle, ALONE), imports.take(bundle, ALONE));
            assertEquals(1, home.store().head());
        }
    }

    @Test
    void whatDoesNotVerifyIsNotTakenIn() throws IOException {
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 3] ^= 1;
        Files.write(bundle, bytes);
        try (Home home = Home.open(folder.resolve("ours"), new TickingClock())) {
            Imports imports = new Imports(home.store(), home.blobs());
            assertThrows(UserError.class, () -> imports.take(bundle, ALONE));
            assertEquals(0, home.store().head());
        }
    }
}
