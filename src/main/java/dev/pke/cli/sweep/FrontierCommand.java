package dev.pke.cli.sweep;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Visible;
import dev.pke.cli.sweep.CellRuns.Failed;
import dev.pke.event.CanonicalJson;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.experiment.sweep.Axis;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.Frontier;
import dev.pke.experiment.sweep.Outcome;
import dev.pke.experiment.sweep.Tried;
import dev.pke.fault.UserError;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.store.Home;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The verb {@code pke frontier PLAN}: methods compared at the attack success that all reach. */
@Command(
        name = "frontier",
        description = {
            "Compares methods at matched attack success: at each size finds the",
            "gentlest setting that reaches it on the tune split, then says on the",
            "test split what it cost. Where none reaches it, that is said, and the",
            "nearest is tested."
        })
public final class FrontierCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin FrontierMixin frontier = new FrontierMixin();

    @Option(
            names = "--neurons",
            split = ",",
            paramLabel = "N",
            description = {
                "Sizes of methods that have a budget, such as 1,3,10,30,100;",
                "others have their own (default: the plan's)."
            })
    List<Integer> neurons = new ArrayList<>();

    @ArgGroup Form form = new Form();

    /** How the table is printed. */
    static final class Form {
        @Option(names = "--json", description = "As a JSON array.")
        boolean json;

        @Option(names = "--csv", description = "As CSV.")
        boolean csv;
    }

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Frontier all = Frontier.of(frontier.rule(), frontier.arms(), sizes(), frontier.settings());
        boolean plain = !form.json && !form.csv;
        PrintWriter talk = plain ? spec.commandLine().getOut() : spec.commandLine().getErr();
        try (Home open = home.open();
                Interrupt interrupt = new Interrupt()) {
            CellRuns runs = new CellRuns(open, talk, interrupt, Failed.LEFT);
            if (runs.all(all.tries()) == Exit.CANCELLED) {
                return Exit.CANCELLED;
            }
            List<Cell> tests = new ArrayList<>();
            for (Outcome each : Outcome.of(all, open.store(), CellRuns.look(open))) {
                Tried shown = each.shown();
                if (shown != null) {
                    tests.add(all.test(each.point(), shown));
                }
            }
            int code = runs.all(tests);
            if (code != Exit.CANCELLED) {
                List<Outcome> outcomes = Outcome.of(all, open.store(), CellRuns.look(open));
                FrontierTests paired = FrontierTests.of(outcomes, all.rule().depth(), open.store());
                print(new FrontierTable(all.rule(), outcomes, paired));
            }
            return code;
        }
    }

    private void print(FrontierTable table) {
        PrintWriter out = spec.commandLine().getOut();
        if (form.json) {
            out.println(CanonicalJson.write(table.json()));
        } else if (form.csv) {
            out.print(table.csv());
        } else {
            table.lines().forEach(line -> out.println(Visible.of(line)));
        }
        out.flush();
    }

    private List<Axis> sizes() {
        List<Axis> sizes = new ArrayList<>(frontier.sizes());
        if (!neurons.isEmpty()) {
            WrittenPlan plan = frontier.grid.draft();
            int width = ModelConfig.read(plan.plan().model().folder()).intermediate();
            List<Object> budgets = new ArrayList<>();
            for (int count : neurons) {
                if (count < 1 || count > width) {
                    throw new UserError(
                            "--neurons is %d, must be from 1 to %d, a block's"
                                    .formatted(count, width));
                }
                // in the middle between this many and one more, so that rounding down finds it
                budgets.add(Math.round(1e6 * (count + 0.5) / width) / 1e6);
            }
            sizes.add(new Axis("budget", budgets));
        }
        return sizes;
    }
}
