package dev.pke.run;

import java.util.List;

/** All read models there are. */
public final class ReadModelRegistry {
    private ReadModelRegistry() {}

    public static List<ReadModel<?>> all() {
        return List.of(
                new SummaryFold(),
                new LossCurves(),
                new RegionMap(),
                new AttackSuccess(),
                new RecordedAnswers(),
                new SavedCheckpoints());
    }
}
