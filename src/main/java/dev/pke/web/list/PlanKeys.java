package dev.pke.web.list;

import dev.pke.run.word.PlanKey;
import dev.pke.web.seen.ListedRun;

/** Which runs are seeds of one plan: those with equal keys, whatever it was called. */
public final class PlanKeys {
    private PlanKeys() {}

    /** A run's key; one recorded elsewhere is known by its log, plan's name and method. */
    public static String of(ListedRun run) {
        if (run.origin() == null) {
            return run.summary().planKey();
        }
        String plan = run.summary().planName() + "\n" + run.summary().method();
        return PlanKey.brief(run.origin().name() + "\n" + plan + "\n" + run.summary().model());
    }
}
