package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.StepTaken;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/** The edit's steps: every loss term and the gradient's norm, in the order they were taken. */
public final class LossCurves extends ReadModel<LossCurves.Point> {
    public LossCurves() {
        super("loss-curves", Set.of("step-taken.v1"));
    }

    /** One step, and the event that says so. */
    public record Point(long position, int step, Map<String, Double> losses, double gradientNorm)
            implements Entry {
        @Override
        public String key() {
            return "step/" + position;
        }

        @Override
        public Stage stage() {
            return Stage.EDIT;
        }
    }

    @Override
    protected @Nullable Point entry(Entries<Point> state, Fact fact, Recorded event) {
        return fact instanceof StepTaken step
                ? new Point(event.position(), step.step(), step.losses(), step.gradientNorm())
                : null;
    }

    @Override
    protected Class<Point> form(String key) {
        return Point.class;
    }
}
