package dev.pke.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A {@link CrashWriter} process, and what it has said was acknowledged. */
final class CrashVictim {
    /** The exit code of a process killed by signal 9. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path errors;
    private final Thread reader;
    private final CountDownLatch enough;
    private final List<Ack> acks = new ArrayList<>();

    /** An acknowledged event; {@code blob} is empty if it refers to none. */
    record Ack(long position, String eventId, String hash, String blob) {
        static Ack parse(String line) {
            String[] words = line.split(" ", -1);
            return new Ack(Long.parseLong(words[0]), words[1], words[2], words[3]);
        }
    }

    private CrashVictim(Process process, Path errors, CountDownLatch enough) {
        this.process = process;
        this.errors = errors;
        this.enough = enough;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Starts one, which counts down with every event it says was acknowledged. */
    static CrashVictim start(CrashHome home, String name, int threads, CountDownLatch enough)
            throws IOException {
        Path errors = home.dir().resolveSibling(name + ".err");
        String java = ProcessHandle.current().info().command().orElse("java");
        ProcessBuilder writer =
                new ProcessBuilder(
                                java,
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dorg.jooq.no-logo=true",
                                "-Dorg.jooq.no-tips=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashWriter.class.getName(),
                                home.dir().toString(),
                                name,
                                "" + threads)
                        .redirectError(errors.toFile());
        writer.environment().put(CrashHome.STORE, home.store());
        return new CrashVictim(writer.start(), errors, enough);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            StringBuilder line = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c == '\n') { // a line without its end was cut off by the kill
                    acks.add(Ack.parse(line.toString()));
                    line.setLength(0);
                    enough.countDown();
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            while (enough.getCount() > 0) {
                enough.countDown();
            }
        }
    }

    /** {@code kill -9}; everything it managed to say. */
    List<Ack> kill() throws InterruptedException, IOException {
        process.toHandle().destroyForcibly(); // unlike the process itself, leaves its output open
        int code = process.waitFor();
        reader.join();
        if (code != KILLED) {
            throw new IllegalStateException(
                    "a writer ended by itself with code " + code + ": " + Files.readString(errors));
        }
        Files.delete(errors);
        return acks;
    }
}
