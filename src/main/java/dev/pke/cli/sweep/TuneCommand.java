package dev.pke.cli.sweep;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.cli.sweep.CellRuns.Failed;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.Frontier;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.experiment.sweep.Outcome;
import dev.pke.experiment.sweep.Tried;
import dev.pke.run.RemarkWriter;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

/** The verb {@code pke tune PLAN}: a method's rate and steps, by one rule, on the record. */
@Command(
        name = "tune",
        description = {
            "Tries settings of a plan's method on the tune split, a run each, and",
            "notes on the record which is the gentlest that suffices. The test",
            "split takes no part."
        })
public final class TuneCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin FrontierMixin frontier = new FrontierMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Frontier all =
                Frontier.of(
                        frontier.rule(),
                        frontier.grid.arms(),
                        frontier.sizes(),
                        frontier.settings());
        PrintWriter out = spec.commandLine().getOut();
        try (Home open = home.open();
                Interrupt interrupt = new Interrupt()) {
            if (new CellRuns(open, out, interrupt, Failed.LEFT).all(all.tries())
                    == Exit.CANCELLED) {
                return Exit.CANCELLED;
            }
            GridRecord record = CellRuns.look(open);
            CellTable.lines(all.tries(), record).forEach(line -> out.println(Visible.of(line)));
            int code = Exit.OK;
            for (Outcome each : Outcome.of(all, open.store(), record)) {
                Tried chosen = each.tuned();
                String words = all.rule().words(each.point().tries().size());
                if (chosen == null) {
                    out.println(each.method() + ": not reached: " + words);
                    code = Exit.FAILED;
                } else {
                    out.println(each.method() + ": " + Cell.words(chosen.cell().at()));
                    String id = "remark." + Outside.word(new SecureRandom(), 16);
                    new RemarkWriter(open.store())
                            .noteOnce(id, chosen.run().run(), "pke tune", "Chosen: " + words + ".");
                }
            }
            return code;
        }
    }
}
