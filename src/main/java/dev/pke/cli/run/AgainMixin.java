package dev.pke.cli.run;

import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.RunId;
import dev.pke.experiment.Surroundings;
import dev.pke.store.Home;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;

/** A recorded run that a verb does again, or goes on with. */
final class AgainMixin {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "RUN", description = RunId.HELP)
    String run = "";

    @Mixin TalkMixin talk = new TalkMixin();

    /** What a verb does with the run that was meant; the answer is an exit code. */
    interface Work {
        int on(Home home, String run, Surroundings surroundings);
    }

    /** Does it, and says meanwhile what is done. */
    int call(PrintWriter out, Work work) {
        home.mustHoldRuns("give --home");
        try (Home open = home.open();
                Interrupt interrupt = new Interrupt()) {
            String found = RunId.find(open.runs(), run);
            return work.on(
                    open,
                    found,
                    Outside.of(open, new RunLines(out, "  ", talk.talk()), interrupt::asked));
        }
    }
}
