package dev.pke.run.query;

import dev.pke.event.EventStore;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.word.PlanKey;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs that hold the same answers before other judges, as their plans say. Asks the record for
 * one kind of events alone.
 */
public final class SameAnswers {
    private final EventStore store;

    public SameAnswers(EventStore store) {
        this.store = store;
    }

    /** The run that gave a run's answers; an empty text where it gave them itself. */
    public static String from(RunRegistered run) {
        return PlanKey.answersOf(run.plan());
    }

    /** The other runs that hold these answers: the one that gave them, then as they were judged. */
    public List<String> with(RunRegistered run) {
        String giver = from(run).isEmpty() ? run.run() : from(run);
        List<String> found = new ArrayList<>(List.of(giver));
        found.addAll(Registered.runs(store, PlanKey.ANSWERS_OF, one -> from(one).equals(giver)));
        found.remove(run.run());
        return found;
    }
}
