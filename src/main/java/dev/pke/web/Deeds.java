package dev.pke.web;

import dev.pke.event.EventStore;
import dev.pke.run.RemarkWriter;
import dev.pke.run.RunRecord;
import dev.pke.web.gate.Acts;
import dev.pke.web.gate.Caller;
import dev.pke.web.seen.Refusal;

import java.util.List;
import java.util.UUID;

/**
 * What may be done here beyond reading, for forms and programs alike: each deed is done, then put
 * on the record with who asked for it. Whether they may is asked before. Runs on a worker.
 */
final class Deeds {
    private final EventStore store;
    private final Commands commands;
    private final RemarkWriter remarks;
    private final Acts acts;

    Deeds(Server.Served served) {
        this.store = served.store();
        this.commands = served.commands();
        this.remarks = new RemarkWriter(store);
        this.acts = new Acts(store);
    }

    /** Starts a run of a plan; its id. */
    String start(Caller caller, String yaml) {
        return started(caller, commands.start(yaml));
    }

    /** Starts a run of a plan that lies here; its id. */
    String startNamed(Caller caller, String plan) {
        return started(caller, commands.startNamed(plan));
    }

    /** Has the answers of a run of ours judged again; the new run's id. */
    String judge(Caller caller, String run, List<?> judges) {
        if (!RunRecord.holds(store, run)) {
            throw Refusal.noRun(run);
        }
        return started(caller, commands.judge(run, judges));
    }

    private String started(Caller caller, String run) {
        acts.did(caller, "run-started", run);
        return run;
    }

    /** Asks a run that was started here to stop. */
    void cancel(Caller caller, String run) {
        commands.cancel(run);
        acts.did(caller, "run-cancelled", run);
    }

    /** Has a run of ours done again. */
    void replay(Caller caller, String run) {
        if (!RunRecord.holds(store, run)) {
            throw Refusal.noRun(run);
        }
        commands.replay(run);
        acts.did(caller, "replay-asked", run);
    }

    /** Writes a note on a run. */
    void note(Caller caller, String run, String author, String text) {
        remarks.note(id(), run, author, text);
        acts.did(caller, "noted", run);
    }

    /** Gives a run a tag. */
    void tag(Caller caller, String run, String author, String tag) {
        remarks.tag(id(), run, author, tag);
        acts.did(caller, "tagged", run);
    }

    private static String id() {
        return "remark." + UUID.randomUUID();
    }
}
