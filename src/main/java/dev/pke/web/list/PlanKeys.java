package dev.pke.web.list;

import dev.pke.run.RunSummary;
import dev.pke.run.word.PlanKey;
import dev.pke.web.seen.ListedRun;

/**
 * Which runs repeat one plan: those of equal keys, whatever it was called. A model is what its
 * weights are: two folders of the same are one, one that has changed is another.
 */
public final class PlanKeys {
    private PlanKeys() {}

    /** A run's key; one recorded elsewhere is known by its log, plan's name and method. */
    public static String of(ListedRun run) {
        RunSummary line = run.summary();
        if (run.origin() == null) {
            String model = line.basis().model(); // of thousands of runs: no digest of digests
            return line.basis().planKey()
                    + (model.isEmpty()
                            ? PlanKey.brief(line.model())
                            : model.substring(0, PlanKey.SHORT));
        }
        String plan = line.planName() + "\n" + line.method() + "\n" + line.model();
        return PlanKey.brief(run.origin().name() + "\n" + plan);
    }

    /** The digest of the model that a run began from; its name where that is all that is known. */
    public static String model(ListedRun run) {
        String digest = run.origin() == null ? run.summary().basis().model() : "";
        return digest.isEmpty() ? run.summary().model() : digest;
    }
}
