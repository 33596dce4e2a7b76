package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.event.ExpectedVersion;
import dev.pke.experiment.Replay;
import dev.pke.experiment.Surroundings;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The verb {@code pke replay RUN}: does a run again and says whether it is what was recorded. */
@Command(
        name = "replay",
        description = "Does a run again, compares it with the record event by event.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:PASS, equal to the bit or within the tolerance the plan declared",
            "1:FAIL, with the first event that differs",
            "2:the run can't be replayed as asked; one line says why",
            "3:INCONCLUSIVE: inputs are missing or changed, or the machine is another"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Mixin AgainMixin again = new AgainMixin();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "The model, and what lay in its folder, if it is not where the run was.")
    Optional<Path> folder = Optional.empty();

    @Mixin JsonMixin json = new JsonMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        again.talk.quiet |= json.asked();
        var line = spec.commandLine();
        return again.call(json.asked() ? line.getErr() : line.getOut(), this::replay);
    }

    private int replay(Home home, String run, Surroundings surroundings) {
        Replayed replayed = new Replay(run, surroundings, folder).run();
        record(home, replayed);
        PrintWriter out = spec.commandLine().getOut();
        json.say(
                out,
                Map.of(
                        "run", run,
                        "verdict", replayed.verdict().wire(),
                        "reason", replayed.reason(),
                        "compared", replayed.compared()),
                text -> text.println(Visible.of(line(replayed))));
        return switch (replayed.verdict()) {
            case PASS_BIT_EQUAL, PASS_WITHIN_TOLERANCE -> Exit.OK;
            case FAIL -> Exit.FAILED;
            case INCONCLUSIVE -> Exit.INCONCLUSIVE;
        };
    }

    /** Puts a verdict on the record, for the run's review. */
    static void record(Home home, Replayed replayed) {
        String id = "replay." + replayed.run() + "." + Outside.word(new SecureRandom(), 16);
        home.store()
                .append(
                        Streams.review(replayed.run()),
                        ExpectedVersion.any(),
                        List.of(RunEventCodec.encode(id, replayed)));
    }

    private static String line(Replayed replayed) {
        return "%s: %s (%d events compared)"
                .formatted(
                        replayed.verdict().wire().toUpperCase(Locale.ROOT),
                        replayed.reason(),
                        replayed.compared());
    }
}
