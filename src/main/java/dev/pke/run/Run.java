package dev.pke.run;

import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a run stands, as a fold over its events: {@link Absent} before the first, then {@link Open}
 * until it ends, then {@link Ended}; only {@code run-resumed} opens it again. An event that cannot
 * follow throws an {@link ImpossibleTransition}.
 */
public sealed interface Run {
    /** Nothing is recorded yet. */
    record Absent() implements Run {}

    /** The run is between two stages. */
    record Open(String run, Set<Stage> finished) implements Run {
        public Open {
            finished = Set.copyOf(finished);
        }
    }

    /** The run is inside a stage. */
    record Working(String run, Set<Stage> finished, Stage stage) implements Run {
        public Working {
            finished = Set.copyOf(finished);
        }
    }

    /** The run finished, failed or was cancelled. */
    record Ended(String run, Set<Stage> finished, Status status) implements Run {
        public Ended {
            finished = Set.copyOf(finished);
        }
    }

    /** The state after one more event. */
    static Run apply(Run run, RunEvent event) {
        return switch (run) {
            case Absent absent -> {
                if (event instanceof RunRegistered registered) {
                    yield new Open(registered.run(), Set.of());
                }
                throw new ImpossibleTransition(absent, event, "the run is not registered");
            }
            case Open open -> whenOpen(open, event);
            case Working working -> whenWorking(working, event);
            case Ended ended -> {
                if (event instanceof RunResumed resumed && ended.status() != Status.FINISHED) {
                    yield resume(ended, ended.run(), ended.finished(), resumed);
                }
                throw new ImpossibleTransition(ended, event, "the run has ended");
            }
        };
    }

    private static Run whenOpen(Open open, RunEvent event) {
        return switch (event) {
            case StageStarted started -> {
                for (Stage each : open.finished()) {
                    if (each.compareTo(started.stage()) >= 0) {
                        throw new ImpossibleTransition(
                                open, event, each.wire() + " is already finished");
                    }
                }
                yield new Working(open.run(), open.finished(), started.stage());
            }
            case RunFinished _ -> new Ended(open.run(), open.finished(), Status.FINISHED);
            case RunFailed _ -> new Ended(open.run(), open.finished(), Status.FAILED);
            case RunCancelled _ -> new Ended(open.run(), open.finished(), Status.CANCELLED);
            case RunResumed resumed -> resume(open, open.run(), open.finished(), resumed);
            case RunRegistered _ ->
                    throw new ImpossibleTransition(open, event, "the run is registered already");
            case StageFinished _, Stage.Work _ ->
                    throw new ImpossibleTransition(open, event, "no stage has started");
        };
    }

    private static Run whenWorking(Working working, RunEvent event) {
        Set<Stage> finished = working.finished();
        return switch (event) {
            case StageFinished end -> {
                require(working, event, end.stage());
                EnumSet<Stage> more = EnumSet.of(end.stage());
                more.addAll(finished);
                yield new Open(working.run(), more);
            }
            case Stage.Work work -> require(working, event, work.stage());
            case RunFailed _ -> new Ended(working.run(), finished, Status.FAILED);
            case RunCancelled _ -> new Ended(working.run(), finished, Status.CANCELLED);
            case RunResumed resumed -> resume(working, working.run(), finished, resumed);
            case RunRegistered _, StageStarted _, RunFinished _ ->
                    throw new ImpossibleTransition(
                            working, event, working.stage().wire() + " has not finished");
        };
    }

    private static Run require(Working working, RunEvent event, Stage stage) {
        if (working.stage() != stage) {
            throw new ImpossibleTransition(working, event, "it belongs to stage " + stage.wire());
        }
        return working;
    }

    private static Run resume(Run state, String run, Set<Stage> finished, RunResumed resumed) {
        EnumSet<Stage> kept = EnumSet.noneOf(Stage.class);
        finished.stream()
                .filter(each -> each.compareTo(resumed.fromStage()) < 0)
                .forEach(kept::add);
        if (kept.size() < finished.size()) {
            throw new ImpossibleTransition(
                    state, resumed, resumed.fromStage().wire() + " is behind a finished stage");
        }
        return new Open(run, kept);
    }
}
