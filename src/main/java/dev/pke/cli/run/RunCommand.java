package dev.pke.cli.run;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.PrettyJson;
import dev.pke.cli.Visible;
import dev.pke.cli.plan.OutlookText;
import dev.pke.cli.record.ShowCommand;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.outlook.Estimates;
import dev.pke.experiment.outlook.Outlook;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.run.RunView;
import dev.pke.run.word.Status;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The verb {@code pke run PLAN}: does what a plan says and puts it on the record. */
@Command(name = "run", description = "Runs a plan: measures, locates, edits, measures again.")
public final class RunCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "PLAN",
            description = {
                "A file such as experiments/plain/pke-6.yaml.",
                "Several are all read first, then run one after the other."
            })
    List<Path> plans = List.of();

    @Option(
            names = "--dry-run",
            description = "Check all that can be known before, estimate the time, record nothing.")
    boolean dry;

    @Option(names = "--json", description = "With --dry-run: as a JSON array, one a plan.")
    boolean json;

    @Option(
            names = "--to",
            paramLabel = "SERVER",
            defaultValue = "",
            description = {
                "Compute here, record at a server: https://pke.example (token: env PKE_TOKEN).",
                "Started again with the same token, it goes on with the same run."
            })
    String to = "";

    @Mixin TalkMixin talk = new TalkMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        // a mistake in the last plan is told before the first begins
        List<Plan> read = plans.stream().map(PlanFile::read).toList();
        if (dry) {
            return lookAhead(read);
        }
        if (json) {
            throw new UserError("--json goes with --dry-run; of a run that ended: pke show --json");
        }
        if (!to.isEmpty()) {
            return elsewhere(read);
        }
        try (Home open = home.open();
                Interrupt interrupt = new Interrupt()) {
            var lines = new RunLines(spec.commandLine().getOut(), "  ", talk.talk());
            // for all of them: the unedited model is asked once
            var around = Outside.of(open, lines, interrupt::asked);
            for (Plan each : read) {
                int code =
                        begin(
                                spec.commandLine().getOut(),
                                open,
                                each,
                                (run, owner) -> Experiment.start(each, run, owner, around));
                if (code != Exit.OK) {
                    return code;
                }
            }
            return Exit.OK;
        }
    }

    private int elsewhere(List<Plan> read) {
        PrintWriter out = spec.commandLine().getOut();
        if (read.size() != 1) {
            throw new UserError("--to takes one plan: its token is for one run");
        }
        RemoteRun remote =
                RemoteRun.at(
                        to,
                        home.dir.resolve("replies"),
                        out,
                        spec.commandLine().getErr(),
                        talk.talk());
        try (Interrupt interrupt = new Interrupt()) {
            return remote.run(read.getFirst(), interrupt);
        }
    }

    private int lookAhead(List<Plan> read) {
        PrintWriter out = spec.commandLine().getOut();
        List<Object> all = new ArrayList<>();
        boolean good = true;
        for (Plan each : read) {
            Outlook outlook = Outlook.of(each, Outside.packing(), System::nanoTime);
            good &= outlook.isGood();
            if (json) {
                all.add(OutlookText.json(each.name(), outlook));
            } else {
                out.println(Visible.of(each.name()));
                OutlookText.lines(outlook).forEach(out::println);
            }
        }
        out.println(json ? PrettyJson.of(all) : "Nothing was recorded.");
        return good ? Exit.OK : Exit.FAILED;
    }

    /** How the run of an id is done by an owner. */
    interface Work {
        Status as(String run, String owner);
    }

    /** Does what a plan says as a new run, told from what it will ask to what it came to. */
    static int begin(PrintWriter out, Home open, Plan plan, Work work) {
        SecureRandom random = new SecureRandom();
        String run = Outside.runId(plan.name(), Clock.systemUTC().instant(), random);
        Estimates.of(plan).forEach(each -> out.println("  asking " + Visible.of(each.line())));
        String owner = Outside.word(random, 8);
        try (var _ = open.leases().keep(run, owner)) {
            return tell(out, open, run, work.as(run, owner));
        }
    }

    /** Prints what the run came to; the exit code. */
    static int tell(PrintWriter out, Home home, String run, Status end) {
        return tell(out, RunView.of(home.store(), run), end);
    }

    /** As above, of a run that may be recorded elsewhere. */
    static int tell(PrintWriter out, RunView view, Status end) {
        ShowCommand.lines(view).forEach(line -> out.println(Visible.of(line)));
        out.flush();
        return end == Status.FINISHED ? Exit.OK : Exit.CANCELLED;
    }
}
