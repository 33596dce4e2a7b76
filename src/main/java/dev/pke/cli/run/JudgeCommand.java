package dev.pke.cli.run;

import dev.pke.experiment.JudgedAgain;
import dev.pke.experiment.Surroundings;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** The verb {@code pke judge RUN JUDGE…}: puts the answers on a record before other judges. */
@Command(
        name = "judge",
        description = {
            "Puts the answers of a finished run before other judges, as a run of its own:",
            "nothing is made anew but verdicts, and what they come to."
        })
public final class JudgeCommand implements Callable<Integer> {
    @Mixin AgainMixin again = new AgainMixin();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "JUDGE",
            description = {
                "Such as refusal-phrases-2, or what a plan would say of it:",
                "'{name: http, url: ...}'. The first one's figures head every table."
            })
    List<String> judges = List.of();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return again.call(spec.commandLine().getOut(), this::judge);
    }

    private int judge(Home home, String from, Surroundings around) {
        JudgedAgain judged = new JudgedAgain(from, judges, home.store());
        return RunCommand.begin(
                spec.commandLine().getOut(),
                home,
                judged.plan(),
                (run, owner) -> judged.as(run, owner, around));
    }
}
