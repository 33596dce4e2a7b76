package dev.pke.run;

import java.util.List;

/** All read models there are. */
public final class ReadModels {
    private ReadModels() {}

    public static List<ReadModel<?>> all() {
        return List.of(
                new Runs(),
                new LossCurves(),
                new RegionMap(),
                new AttackSuccess(),
                new Answers(),
                new Checkpoints());
    }
}
