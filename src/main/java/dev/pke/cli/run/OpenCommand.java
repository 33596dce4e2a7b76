package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.RunId;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

/** The verb {@code pke open [RUN]}: shows a run's page in a browser. */
@Command(
        name = "open",
        description = {
            "Opens a run's page in a browser, or the list of runs.",
            "Where no pke serve answers on the port with that run, this serves until Ctrl-C."
        })
public final class OpenCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin HomeOption home = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunId.HELP)
    @Nullable String run;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7070",
            description = "Where to look for a server, or to serve (default ${DEFAULT-VALUE}).")
    int port;

    @Option(names = "--no-browser", description = "Print the address and start no browser.")
    boolean quiet;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        home.mustHoldRuns("give --home or start a run");
        String path = path();
        String address = "http://127.0.0.1:" + port + "/" + path;
        Answer answer = port == 0 ? Answer.NOBODY : ask(address);
        if (answer == Answer.PAGE) {
            show(address);
            return Exit.OK;
        }
        ServeOptions options = new ServeOptions();
        options.port = answer == Answer.NOBODY ? port : 0; // another home's server has the port
        try (Home open = Home.open(home.dir, Clock.systemUTC());
                OwnRuns runs = new OwnRuns(open, spec.commandLine().getOut(), new ShippedPlans());
                Serving serving = Serving.start(open, options, runs)) {
            show(serving.address() + path);
            serving.await();
        }
        return Exit.OK;
    }

    private String path() {
        String typed = run;
        if (typed == null) {
            return "";
        }
        try (Home open = Home.openReadOnly(home.dir)) {
            return "runs/" + RunId.find(open.runs(), typed);
        }
    }

    private enum Answer {
        PAGE,
        ANOTHER,
        NOBODY
    }

    private static Answer ask(String address) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? Answer.PAGE : Answer.ANOTHER;
        } catch (ConnectException nobody) {
            return Answer.NOBODY;
        } catch (IOException noPage) {
            return Answer.ANOTHER;
        }
    }

    private void show(String address) {
        spec.commandLine().getOut().println(address);
        spec.commandLine().getOut().flush();
        if (!quiet) {
            Browser.open(address);
        }
    }
}
