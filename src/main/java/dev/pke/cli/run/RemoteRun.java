package dev.pke.cli.run;

import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.Surroundings;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.run.RunView;
import dev.pke.run.word.Status;
import dev.pke.run.word.Streams;
import dev.pke.store.remote.RemoteStore;
import dev.pke.store.remote.Uplink;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * A run that computes here and records at a server, with a token and without access to its store.
 * The same token asks for the same run: started again, it is gone on with.
 */
record RemoteRun(Uplink server, RemoteStore store, Path replies, PrintWriter out, Talk talk) {
    /** How long a run waits for a server that does not answer before it fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final String TOKEN = "PKE_TOKEN";

    /** At a server; {@code replies} is a folder for what models elsewhere answer. */
    static RemoteRun at(String address, Path replies, PrintWriter out, PrintWriter err, Talk talk) {
        String token = System.getenv(TOKEN);
        if (token == null || token.isBlank()) {
            throw new UserError("set " + TOKEN + " to the token that pke token make printed");
        }
        if (!address.matches("https?://\\S+")) {
            throw new UserError("--to: a server such as https://pke.example, not " + address);
        }
        Uplink server = new Uplink(URI.create(address), token, PATIENCE, err::println);
        return new RemoteRun(server, new RemoteStore(server), replies, out, talk);
    }

    /** Does a plan, or goes on with it; the exit code. */
    int run(Plan plan, Interrupt interrupt) {
        SecureRandom random = new SecureRandom();
        String bound = server.boundRun();
        String run =
                bound.isEmpty()
                        ? Outside.runId(plan.name(), Clock.systemUTC().instant(), random)
                        : bound;
        if (!store.readStream(Streams.run(run), 0, 1).isEmpty()) {
            out.println(run); // gone on with; a new one is named when it is registered
        }
        String owner = Outside.word(random, 8);
        RunLines lines = new RunLines(out, "  ", talk);
        Surroundings around = Outside.of(store, server.blobs(), replies, lines, interrupt::asked);
        try (var _ = server.keep(run)) {
            Status end = Experiment.startOrResume(plan, run, owner, around);
            return RunCommand.tell(out, RunView.of(store, run), end);
        }
    }
}
