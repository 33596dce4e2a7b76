package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.EvaluationFinished;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every evaluation, overall and by category, before and after the edit, by judge. */
public final class AttackSuccess extends ReadModel<AttackSuccess.Evaluation> {
    public AttackSuccess() {
        super("attack-success", Set.of("evaluation-finished.v1"));
    }

    /** One evaluation by one judge, and the event that says so. */
    public record Evaluation(
            long position,
            Phase phase,
            String judge,
            Map<String, Metric> metrics,
            Map<String, Map<String, Metric>> byCategory)
            implements Entry {
        @Override
        public String key() {
            return phase.wire() + "/" + judge;
        }

        @Override
        public Stage stage() {
            return phase.stage();
        }
    }

    /** The evaluations of one phase, the plan's first judge first. */
    public static List<Evaluation> of(Entries<Evaluation> state, Phase phase) {
        return state.list().stream().filter(each -> each.phase() == phase).toList();
    }

    @Override
    protected @Nullable Evaluation entry(Entries<Evaluation> state, Fact fact, Recorded event) {
        return fact instanceof EvaluationFinished done
                ? new Evaluation(
                        event.position(),
                        done.phase(),
                        done.judge(),
                        done.metrics(),
                        done.byCategory())
                : null;
    }

    @Override
    protected Class<Evaluation> form(String key) {
        return Evaluation.class;
    }
}
