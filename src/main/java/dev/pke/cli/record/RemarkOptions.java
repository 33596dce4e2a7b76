package dev.pke.cli.record;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.cli.Description;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Outside;
import dev.pke.cli.RunId;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.RemarkWriter;
import dev.pke.run.RunList;
import dev.pke.run.RunName;
import dev.pke.store.Home;

import java.io.PrintWriter;
import java.security.SecureRandom;

/** What {@code pke note} and {@code pke tag} share: which run, where, and who says it. */
final class RemarkOptions {
    private final HomeOption home = new HomeOption();
    private String run = "";
    private String author = System.getProperty("user.name", "unnamed");

    /** Tells a verb that takes them. */
    void describe(Description told) {
        home.describe(told);
        told.word(0, "RUN", RunId.HELP, typed -> run = typed)
                .option(
                        "--by",
                        "NAME",
                        "Who says it, as it will be recorded (default: your login).",
                        typed -> author = typed);
    }

    /** One remark to be written. */
    interface Remark {
        Recorded write(RemarkWriter remarks, By by);
    }

    /** The id of the event to be, the run that it is about, and who says it. */
    record By(String id, String run, String author) {}

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
            Recorded event =
                    remark.write(new RemarkWriter(open.store()), new By(id, found, author));
            out.printf("%s, event %d%n", found, event.position());
        }
    }
}
