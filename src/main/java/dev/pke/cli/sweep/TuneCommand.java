package dev.pke.cli.sweep;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.JsonMixin;
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

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The verb {@code pke tune PLAN}: a method's rate and steps, by one rule, on the record. */
@Command(
        name = "tune",
        description = {
            "Tries settings of a plan's method on the tune split, a run each, and",
            "notes on the record which is the gentlest that suffices, or that none",
            "does. The test split takes no part."
        })
public final class TuneCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin FrontierMixin frontier = new FrontierMixin();
    @Mixin JsonMixin json = new JsonMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Frontier tuned =
                Frontier.of(
                        frontier.rule(),
                        frontier.grid.arms(),
                        frontier.sizes(),
                        frontier.settings());
        PrintWriter all = spec.commandLine().getOut();
        PrintWriter out = json.asked() ? spec.commandLine().getErr() : all;
        try (Home open = home.open();
                Interrupt interrupt = new Interrupt()) {
            if (new CellRuns(open, out, interrupt, Failed.LEFT).all(tuned.tries())
                    == Exit.CANCELLED) {
                return Exit.CANCELLED;
            }
            GridRecord record = CellRuns.look(open);
            CellTable.lines(tuned.tries(), record).forEach(line -> out.println(Visible.of(line)));
            int code = Exit.OK;
            List<Object> methods = new ArrayList<>();
            for (Outcome each : Outcome.of(tuned, open.store(), record)) {
                Tried chosen = each.tuned();
                String words = tuned.rule().words(each.point().tries().size());
                methods.add(method(each, words));
                if (chosen == null) {
                    out.println(each.method() + ": not reached: " + words);
                    code = Exit.FAILED;
                } else {
                    out.println(each.method() + ": " + Cell.words(chosen.cell().at()));
                }
                note(open, each, (chosen == null ? "Not reached: " : "Chosen: ") + words + ".");
            }
            json.say(all, Map.of("methods", methods, "cells", CellJson.of(tuned.tries(), record)));
            return code;
        }
    }

    /** Says it on the run that was chosen, else on the one that comes nearest, if any ran. */
    private static void note(Home home, Outcome outcome, String words) {
        Tried shown = outcome.shown();
        if (shown != null) {
            String id = "remark." + Outside.word(new SecureRandom(), 16);
            new RemarkWriter(home.store()).noteOnce(id, shown.run().run(), "pke tune", words);
        }
    }

    private static Map<String, @Nullable Object> method(Outcome outcome, String rule) {
        Tried chosen = outcome.tuned();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("method", outcome.method());
        json.put("rule", rule);
        json.put("reached", chosen != null);
        json.put("at", chosen == null ? Map.of() : chosen.cell().at());
        json.put("run", chosen == null ? null : chosen.run().run());
        return json;
    }
}
