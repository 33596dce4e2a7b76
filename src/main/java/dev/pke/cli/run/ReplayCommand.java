package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.RunId;
import dev.pke.cli.Visible;
import dev.pke.event.ExpectedVersion;
import dev.pke.experiment.Replay;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Streams;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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
    @Mixin HomeOption home = new HomeOption();

    @Parameters(paramLabel = "RUN", description = RunId.HELP)
    String run = "";

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        home.mustHoldRuns("give --home");
        PrintWriter out = spec.commandLine().getOut();
        try (Home open = Home.open(home.dir, Clock.systemUTC());
                Interrupt interrupt = new Interrupt()) {
            String found = RunId.find(open.runs(), run);
            Replayed replayed =
                    new Replay(found, Outside.of(open, new RunLines(out, "  "), interrupt::asked))
                            .run();
            String id = "replay." + found + "." + Outside.word(new SecureRandom(), 16);
            open.store()
                    .append(
                            Streams.review(found),
                            ExpectedVersion.any(),
                            List.of(RunEventCodec.encode(id, replayed)));
            out.println(Visible.of(line(replayed)));
            return switch (replayed.verdict()) {
                case PASS_BIT_EQUAL, PASS_WITHIN_TOLERANCE -> Exit.OK;
                case FAIL -> Exit.FAILED;
                case INCONCLUSIVE -> Exit.INCONCLUSIVE;
            };
        }
    }

    private static String line(Replayed replayed) {
        return "%s: %s (%d events compared)"
                .formatted(
                        replayed.verdict().wire().toUpperCase(Locale.ROOT),
                        replayed.reason(),
                        replayed.compared());
    }
}
