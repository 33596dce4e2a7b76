package dev.pke.run;

import dev.pke.run.ReviewEvent.Archived;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.ReviewEvent.Unarchived;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A summary being moved on by one event; lives inside one fold step only. */
final class SummaryDraft {
    private final RunSummary from;
    private RunSummary.Basis basis;
    private Status status;
    private @Nullable Stage stage;
    private List<Stage> finished;
    private @Nullable String judge;
    private Map<String, Metric> before;
    private Map<String, Metric> after;
    private RunSummary.Edit edit;
    private RunSummary.Timing timing;
    private RunSummary.Review review;
    private @Nullable String error;

    private SummaryDraft(RunSummary from) {
        this.from = from;
        basis = from.basis();
        status = from.status();
        stage = from.stageAtWork();
        finished = from.finished();
        judge = from.judge();
        before = from.before();
        after = from.after();
        edit = from.edit();
        timing = from.timing();
        review = from.review();
        error = from.error();
    }

    /** The line after one more fact; null as long as the run is not registered. */
    static @Nullable RunSummary after(@Nullable RunSummary before, Told<Fact> told) {
        if (!(told.fact() instanceof Milestone milestone)) {
            return before;
        }
        if (milestone instanceof RunRegistered registered) {
            return registered(registered, told);
        }
        if (before == null) {
            return null;
        }
        SummaryDraft draft = new SummaryDraft(before);
        draft.apply(milestone, told);
        return draft.build(told.position());
    }

    private static RunSummary registered(RunRegistered registered, Told<?> told) {
        return new RunSummary(
                told.position(),
                registered.run(),
                registered.planName(),
                registered.method(),
                registered.model(),
                registered.seeds(),
                Status.RUNNING,
                null,
                List.of(),
                null,
                Map.of(),
                Map.of(),
                new RunSummary.Edit(0, 0, null),
                new RunSummary.Timing(told.at(), told.position(), null, null, 0, 0),
                new RunSummary.Review(List.of(), 0, null),
                null,
                registered.code().commit(),
                registered.machine().fingerprint(),
                RunSummary.Basis.of(registered.method(), registered.plan()));
    }

    private void apply(Milestone milestone, Told<?> told) {
        switch (milestone) {
            case ModelFingerprinted model ->
                    basis = new RunSummary.Basis(basis.planKey(), model.digest(), basis.draw());
            case StageStarted started -> stage = started.stage();
            case StageFinished end -> finish(end);
            case EvaluationFinished evaluation -> evaluated(evaluation);
            case RegionChosen region ->
                    edit =
                            new RunSummary.Edit(
                                    edit.regions() + 1,
                                    edit.neurons() + region.neurons().size(),
                                    edit.parametersMoved());
            case CheckpointSaved saved ->
                    edit =
                            new RunSummary.Edit(
                                    edit.regions(), edit.neurons(), saved.parametersMoved());
            case RunFinished _ -> end(Status.FINISHED, null, told);
            case RunFailed failed -> end(Status.FAILED, failed.error(), told);
            case RunCancelled _ -> end(Status.CANCELLED, null, told);
            case RunResumed resumed -> resume(resumed.fromStage());
            case Replayed replayed -> review(review.tags(), review.notes(), replayed.verdict());
            case Noted _ -> review(review.tags(), review.notes() + 1, review.replay());
            case Tagged tagged -> tag(tagged.tag());
            case Archived away -> archived(away.place());
            case Unarchived _ -> archived(null);
            case RunRegistered _ -> throw new IllegalStateException("a line begins anew");
        }
    }

    private void tag(String tag) {
        List<String> tags = new ArrayList<>(review.tags());
        if (!tags.contains(tag)) {
            tags.add(tag);
        }
        review(List.copyOf(tags), review.notes(), review.replay());
    }

    private void review(List<String> tags, int notes, @Nullable ReplayVerdict replay) {
        review = new RunSummary.Review(tags, notes, replay, review.archived());
    }

    private void archived(@Nullable String place) {
        review = new RunSummary.Review(review.tags(), review.notes(), review.replay(), place);
    }

    private RunSummary build(long position) {
        return new RunSummary(
                position,
                from.run(),
                from.planName(),
                from.method(),
                from.model(),
                from.seeds(),
                status,
                stage,
                finished,
                judge,
                before,
                after,
                edit,
                timing,
                review,
                error,
                from.commit(),
                from.machine(),
                basis);
    }

    private void finish(StageFinished end) {
        List<Stage> more = new ArrayList<>(finished);
        more.add(end.stage());
        finished = List.copyOf(more);
        stage = null;
        timing = timed(end.measured().getOrDefault("seconds", 0.0), timing.resumed());
    }

    private void evaluated(EvaluationFinished evaluation) {
        if (judge == null) {
            judge = evaluation.judge();
        }
        if (judge.equals(evaluation.judge())) {
            switch (evaluation.phase()) {
                case BEFORE -> before = evaluation.metrics();
                case AFTER -> after = evaluation.metrics();
            }
        }
    }

    private void end(Status how, @Nullable String why, Told<?> at) {
        status = how;
        stage = null;
        error = why;
        timing =
                new RunSummary.Timing(
                        timing.startedAt(),
                        timing.startedPosition(),
                        at.at(),
                        at.position(),
                        timing.seconds(),
                        timing.resumed());
    }

    private void resume(Stage from) {
        status = Status.RUNNING;
        stage = null;
        error = null;
        timing = timed(0, timing.resumed() + 1);
        if (from.compareTo(Stage.EVALUATE_BEFORE) <= 0) {
            before = Map.of();
            judge = null;
        }
        if (from.compareTo(Stage.EVALUATE_AFTER) <= 0) {
            after = Map.of();
        }
        if (from.compareTo(Stage.LOCATE) <= 0) {
            edit = new RunSummary.Edit(0, 0, null);
        }
    }

    private RunSummary.Timing timed(double more, int resumed) {
        return new RunSummary.Timing(
                timing.startedAt(),
                timing.startedPosition(),
                null,
                null,
                timing.seconds() + more,
                resumed);
    }
}
