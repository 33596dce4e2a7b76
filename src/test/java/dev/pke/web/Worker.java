package dev.pke.web;

import dev.pke.run.word.Phase;
import dev.pke.store.Heartbeat;
import dev.pke.store.Home;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A process that works on a run, to be killed: it says each beginning of an evaluation on its
 * output and never ends by itself.
 */
final class Worker {
    /** Often, so that a test may state a short silence. */
    private static final Duration EVERY = Duration.ofMillis(500);

    private Worker() {}

    /** Works on the run {@code args[1]} in the home {@code args[0]}. */
    public static void main(String[] args) throws InterruptedException {
        String run = args[1];
        try (Home home = Home.open(Path.of(args[0]), Clock.systemUTC());
                var _ = new Heartbeat(() -> home.leases().beat(run, "worker"), EVERY)) {
            var writing =
                    new SampleRecord(home.store(), home.blobs())
                            .begin(new SampleRecord.Arm(run, "pke", 6, 0));
            writing.evaluate(Phase.BEFORE);
            System.out.println("evaluated");
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    /** Starts one as a process of its own. */
    static Process start(Path home, String run) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        home.toString(),
                        run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
