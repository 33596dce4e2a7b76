package dev.pke.cli.record;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Outside;
import dev.pke.cli.RunId;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.RemarkWriter;
import dev.pke.run.RunList;
import dev.pke.run.RunName;
import dev.pke.store.Home;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.security.SecureRandom;

/** What {@code pke note} and {@code pke tag} share: which run, where, and who says it. */
final class RemarkMixin {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "RUN", description = RunId.HELP)
    String run = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name:-unnamed}",
            description = "Who says it, as it will be recorded (default: ${DEFAULT-VALUE}).")
    String author = "";

    /** One remark to be written. */
    interface Remark {
        Recorded write(RemarkWriter remarks, String id, String run);
    }

    /** Finds the run and puts the remark on it. */
    void write(PrintWriter out, Remark remark) {
        home.mustHoldRuns("give --home or start a run");
        try (Home open = home.open()) {
            RunList runs = open.runs();
            if (RunName.meant(runs, run).isEmpty()) {
                var all = new Imports(open.store(), open.blobs()).runs();
                ForeignRun foreign = ForeignRun.find(all, run);
                if (foreign != null) {
                    throw new UserError(
                            foreign.run()
                                    + " is recorded elsewhere, in "
                                    + foreign.origin()
                                    + "; only runs of this record take notes and tags");
                }
            }
            String found = RunId.find(runs, run);
            String id = "remark." + Outside.word(new SecureRandom(), 16);
            Recorded event = remark.write(new RemarkWriter(open.store()), id, found);
            out.printf("%s, event %d%n", found, event.position());
        }
    }
}
