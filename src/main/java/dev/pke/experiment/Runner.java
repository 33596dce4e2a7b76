package dev.pke.experiment;

import dev.pke.fault.UserError;
import dev.pke.run.Run;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Takes a run through its stages and puts all of it on the record: each stage's beginning and end,
 * and how the run ended. A run that was cut off goes on behind its last finished stage.
 */
public final class Runner {
    private final RunLog log;
    private final List<StageWork> stages;
    private final LongSupplier nanos;
    private final Runnable pause;

    /**
     * @param stages in their order
     * @param nanos a clock that only goes forward, for what is measured
     * @param pause a place where the run may stop, between stages; throws {@link Cancelled}
     */
    Runner(RunLog log, List<StageWork> stages, LongSupplier nanos, Runnable pause) {
        this.pause = pause;
        this.log = log;
        this.stages = List.copyOf(stages);
        this.nanos = nanos;
    }

    /** Registers a new run and does all its stages. */
    public Status start(RunEvent.RunRegistered registration) {
        log.record(registration);
        return go();
    }

    /**
     * Goes on with a run that has not finished.
     *
     * @throws UserError if it has
     */
    public Status resume(Code code, Machine machine) {
        Set<Stage> finished =
                switch (log.state()) {
                    case Run.Absent _ -> throw new UserError("no run " + log.run());
                    case Run.Open open -> open.finished();
                    case Run.Working working -> working.finished();
                    case Run.Ended ended -> {
                        if (ended.status() == Status.FINISHED) {
                            throw new UserError(
                                    "run " + log.run() + " is finished: nothing to resume");
                        }
                        yield ended.finished();
                    }
                };
        Stage from =
                stages.stream()
                        .map(StageWork::stage)
                        .filter(each -> !finished.contains(each))
                        .findFirst()
                        .orElse(stages.getLast().stage());
        recall(finished);
        if (finished.contains(from)) {
            log.record(new RunEvent.RunFinished(Map.of("seconds", 0.0)));
            return Status.FINISHED;
        }
        log.record(new RunEvent.RunResumed(from, code, machine));
        return go();
    }

    /** Hands each finished stage the events it recorded, void ones left out. */
    private void recall(Set<Stage> finished) {
        List<RunEvent> within = new ArrayList<>();
        for (RunEvent each : log.past()) {
            if (each instanceof RunEvent.StageStarted) {
                within.clear();
            } else if (each instanceof RunEvent.StageFinished end) {
                for (StageWork work : stages) {
                    if (work.stage() == end.stage() && finished.contains(end.stage())) {
                        within.forEach(work::recall);
                        work.recall(end);
                    }
                }
            } else {
                within.add(each);
            }
        }
    }

    private Status go() {
        long begun = nanos.getAsLong();
        try {
            for (StageWork each : stages) {
                if (isFinished(each.stage())) {
                    continue;
                }
                pause.run();
                log.record(new RunEvent.StageStarted(each.stage()));
                long from = nanos.getAsLong();
                each.work(log);
                log.record(new RunEvent.StageFinished(each.stage(), seconds(from)));
            }
            log.record(new RunEvent.RunFinished(seconds(begun)));
            return Status.FINISHED;
        } catch (Cancelled cancelled) {
            log.record(new RunEvent.RunCancelled(String.valueOf(cancelled.getMessage())));
            return Status.CANCELLED;
        } catch (RuntimeException | OutOfMemoryError failure) {
            fail(failure);
            throw failure;
        }
    }

    /** Records the failure unless recording itself is what failed. */
    private void fail(Throwable failure) {
        try {
            String line = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            log.record(
                    new RunEvent.RunFailed(line.isBlank() ? failure.getClass().getName() : line));
        } catch (RuntimeException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }

    private boolean isFinished(Stage stage) {
        return log.state() instanceof Run.Open open && open.finished().contains(stage);
    }

    private Map<String, Double> seconds(long from) {
        return Map.of("seconds", (nanos.getAsLong() - from) / 1e9);
    }
}
