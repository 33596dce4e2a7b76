package dev.pke.cli;

import dev.pke.store.Home;
import dev.pke.web.Server;
import dev.pke.web.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code pke serve}: shows the record in a browser until Ctrl-C. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Shows every run of the record in a browser, live.")
final class ServeCommand implements Callable<Integer> {
    private static final long STOP_MILLIS = 35_000;

    @Mixin HomeOption home = new HomeOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7070",
            description = "Port to listen on; 0 takes a free one (default ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default ${DEFAULT-VALUE}, this machine alone).")
    String host = "127.0.0.1";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "A host name the server may be called by, beside localhost.")
    Set<String> names = Set.of();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:PKE_TOKEN:-}",
            description = "What workers elsewhere must show to write events (env PKE_TOKEN).")
    String token = "";

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var settings = new Settings(host, port, names, token.isEmpty() ? null : token);
        try (Home open = Home.open(home.dir, Clock.systemUTC());
                OwnRuns runs = new OwnRuns(open, spec.commandLine().getOut());
                Server server = Server.start(settings, open, runs)) {
            spec.commandLine().getOut().println(server.address());
            CountDownLatch stopped = new CountDownLatch(1);
            Thread serving = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, serving)));
            stopped.await();
        }
        return Main.OK;
    }

    /** Lets the server and the home close before the process ends, but not for ever. */
    private static void stop(CountDownLatch stopped, Thread serving) {
        stopped.countDown();
        try {
            serving.join(STOP_MILLIS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
