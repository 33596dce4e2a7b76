package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.PostgresServer;
import dev.pke.audit.Verification;
import dev.pke.audit.Verify;
import dev.pke.cli.Main;
import dev.pke.experiment.TinyPlan;
import dev.pke.run.word.Status;
import dev.pke.store.Home;
import dev.pke.store.Tokens.Grant;
import dev.pke.store.Tokens.Scope;
import dev.pke.store.postgres.Postgres;
import dev.pke.web.Commands;
import dev.pke.web.Server;
import dev.pke.web.ServerSettings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Processes that compute without access to the store, as a scheduler starts and kills them. */
@Aside
class WorkerElsewhereTest {
    @TempDir Path folder;
    private Path plan;

    @BeforeEach
    void aPlan() throws IOException {
        TinyPlan.write(folder, "0");
        plan = folder.resolve("tiny.yaml");
        Files.writeString(plan, Files.readString(plan).replace("steps: 4", "steps: 40"));
    }

    /** A worker of one cell; it has a folder of its own and the token of its run alone. */
    private Process worker(Server server, String token) throws IOException {
        Path own = Files.createDirectories(folder.resolve(token));
        var process =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        plan.toString(),
                        "--to",
                        server.address());
        process.environment().put("PKE_TOKEN", token);
        process.environment().put("PKE_HOME", own.resolve("home").toString());
        return process.redirectErrorStream(true)
                .redirectOutput(own.resolve("said-" + System.nanoTime()).toFile())
                .start();
    }

    private static String grant(Home home, String run) {
        String token = "pke_token-of-" + run;
        Instant end = Instant.now().plusSeconds(3600);
        home.tokens().add(new Grant(run, Scope.APPEND, run, end, null), token);
        return token;
    }

    private String said(String token) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(folder.resolve(token))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(each));
            }
        }
        return all.toString();
    }

    @Test
    @Timeout(600) // only so that a hang ends
    void fourCellsAtOnceIntoOneServerAreWholeThoughOneWorkerIsKilledAndStartedAgain()
            throws Exception {
        Postgres events = Postgres.at(PostgresServer.emptyDatabase(), Map.of());
        Path dir = folder.resolve("served");
        var settings = ServerSettings.local(0);
        try (Home home = Home.open(dir, events, Clock.systemUTC());
                Server server = Server.start(settings, home, Commands.none())) {
            var stepping = new CountDownLatch(1);
            List<String> tokens = new ArrayList<>();
            List<Process> workers = new ArrayList<>();
            try (var _ =
                    home.store()
                            .follow(
                                    0,
                                    event -> {
                                        if (event.stream().equals("run/cell-0")
                                                && event.type().startsWith("step-taken")) {
                                            stepping.countDown();
                                        }
                                    })) {
                for (int cell = 0; cell < 4; cell++) {
                    tokens.add(grant(home, "cell-" + cell));
                    workers.add(worker(server, tokens.getLast()));
                }
                stepping.await();
                workers.getFirst().destroyForcibly().waitFor();
            }
            workers.set(0, worker(server, tokens.getFirst()));
            for (int cell = 0; cell < 4; cell++) {
                assertEquals(0, workers.get(cell).waitFor(), said(tokens.get(cell)));
                assertFalse(Files.exists(folder.resolve(tokens.get(cell)).resolve("home")));
            }
            home.runs()
                    .newestFirst()
                    .forEach(run -> assertEquals(Status.FINISHED, run.status(), run.run()));
            assertEquals(4, home.runs().newestFirst().size());
            Verification found = new Verify(null, null, 2).home(home);
            assertTrue(found.passed(), () -> "" + found.lines());
            long head = home.store().head();
            Process again = worker(server, tokens.getFirst());
            assertEquals(0, again.waitFor(), said(tokens.getFirst()));
            assertEquals(head, home.store().head()); // it was finished: there is nothing to do
        }
    }
}
