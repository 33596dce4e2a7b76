package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.fault.UserError;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEventCodec;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that appends until the system lets no file grow any further, as on a full disk. */
@Aside
class FullDiskTest {
    /** In units of 512 bytes or of a kibibyte, as the shell has it: room for SQLite's library. */
    private static final String MOST_BLOCKS = "12000";

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedIsThereAndTheRefusalIsOneLine() throws Exception {
        Path home = folder.resolve("home");
        Path said = folder.resolve("said");
        Path errors = folder.resolve("errors");
        Process filler =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -f " + MOST_BLOCKS + "; exec \"$@\"",
                                "sh",
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dorg.jooq.no-logo=true",
                                "-Dorg.jooq.no-tips=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Filler.class.getName(),
                                home.toString())
                        .redirectOutput(said.toFile())
                        .redirectError(errors.toFile())
                        .start();
        assertEquals(2, filler.waitFor(), () -> read(errors));
        assertEquals(1, read(errors).lines().count(), () -> read(errors));
        assertTrue(read(errors).contains("events.db: "), () -> read(errors));

        long acknowledged = read(said).lines().count();
        assertTrue(acknowledged > 10, () -> read(said));
        Verification found = new Verify(null, null, 2).home(home);
        assertTrue(found.passed(), found.lines()::toString);
        try (Home again = Home.open(home, new TickingClock())) {
            assertEquals(acknowledged, again.store().head());
            Filler.append(again, acknowledged); // there is room again
            assertEquals(acknowledged + 1, again.store().head());
        }
        assertTrue(new Verify(null, null, 2).home(home).passed());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The process: says every acknowledged position, and in the end the refusal. */
    static final class Filler {
        private Filler() {}

        public static void main(String[] args) {
            try (Home home = Home.open(Path.of(args[0]), new TickingClock())) {
                SampleLog.add(home.store(), "run/a", SampleLog.registered("a"));
                System.out.println(1);
                for (long n = 1; ; n++) {
                    append(home, n);
                    System.out.println(n);
                }
            } catch (UserError full) {
                System.err.println(full.line());
                System.exit(2);
            }
        }

        static void append(Home home, long n) {
            NewEvent event =
                    RunEventCodec.encode("n" + n, new Noted("a", "filler", "x".repeat(50_000)));
            home.store().append("review/a", ExpectedVersion.exactly(n - 1), List.of(event));
        }
    }
}
