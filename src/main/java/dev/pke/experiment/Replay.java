package dev.pke.experiment;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Replayed.Divergence;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Machine;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run done again from its record, compared event by event as it goes, and stopped at the first
 * divergence. The record itself is not touched; the verdict is for the run's review stream.
 */
public final class Replay {
    private final String run;
    private final Surroundings around;
    private final List<RunEvent> past;
    private final EffectiveRecord record;
    private final Plan recorded;
    private final Plan plan;
    private final Machine here;

    /**
     * @param around where the record is, and the program and machine that replay
     */
    public Replay(String run, Surroundings around) {
        this(run, around, Optional.empty());
    }

    /**
     * @param model where the model lies now, if it is not where the run found it
     */
    public Replay(String run, Surroundings around, Optional<Path> model) {
        this.run = run;
        this.around = around;
        this.past = new RunLog(around.store(), run, "replay", event -> {}).past();
        this.record = EffectiveRecord.of(past);
        this.recorded = Plan.recorded(run, Experiment.registration(run, past).plan());
        this.plan = model.map(here -> recorded.moved(run, here)).orElse(recorded);
        this.here = Experiment.machine(plan, around);
    }

    /** How many events it will compare if all are equal. */
    public int events() {
        return record.events().size();
    }

    /** Does the run again, on the calling thread, and says whether it is what was recorded. */
    public Replayed run() {
        if (record.stages().isEmpty()) {
            return verdict(ReplayVerdict.INCONCLUSIVE, 0, "no stage of the run has finished");
        }
        if (past.stream()
                .anyMatch(each ->
                        each instanceof RunEvent.PromptAnswered said && !said.texts().isEmpty())) {
            return verdict(
                    ReplayVerdict.INCONCLUSIVE,
                    0,
                    "what its answers said was erased or put away: there is nothing to compare");
        }
        String missing = plan.missing();
        if (!missing.isEmpty()) {
            return verdict(ReplayVerdict.INCONCLUSIVE, 0, missing);
        }
        boolean sameMachine = sameMachine();
        if (!sameMachine && plan.tolerance() == 0) {
            return verdict(
                    ReplayVerdict.INCONCLUSIVE,
                    0,
                    "the machine's fingerprint differs and the plan declares no tolerance");
        }
        Watch watch = new Watch(sameMachine);
        try {
            execute(watch);
        } catch (Watch.Stopped stopped) {
            // the comparison is over, one way or the other
        } catch (UserError gone) {
            return verdict(
                    watch.passed(Stage.FINGERPRINT)
                            ? ReplayVerdict.FAIL
                            : ReplayVerdict.INCONCLUSIVE,
                    watch.compared,
                    String.valueOf(gone.getMessage()));
        }
        return watch.verdict();
    }

    private void execute(Watch watch) {
        try (InMemoryEventStore store =
                new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
            Surroundings inMemory = around.recordingIn(store, new InMemoryBlobs(), watch);
            try (RunContext context = new RunContext(plan, recorded.model().folder(), inMemory)) {
                for (RunEvent each : past) {
                    if (each instanceof RunEvent.RemoteAnswered told) {
                        context.remember(told);
                    }
                }
                RunLog log = new RunLog(store, run, "replay", watch::recorded);
                List<StageWork> stages =
                        Experiment.stages(context).stream()
                                .filter(each -> record.stages().contains(each.stage()))
                                .toList();
                RunEvent.RunRegistered then = Experiment.registration(run, past);
                new Runner(log, stages, around.nanos(), context::pause)
                        .start(
                                new RunEvent.RunRegistered(
                                        then.run(),
                                        recorded.json(),
                                        plan.name(),
                                        plan.method(),
                                        then.model(),
                                        plan.seeds(),
                                        around.code(),
                                        here));
            }
        }
    }

    /** Whether every machine that worked on the run is like this one. */
    private boolean sameMachine() {
        List<Machine> machines = new ArrayList<>();
        for (RunEvent each : past) {
            if (each instanceof RunEvent.RunRegistered registered) {
                machines.add(registered.machine());
            } else if (each instanceof RunEvent.RunResumed resumed) {
                machines.add(resumed.machine());
            }
        }
        return machines.stream().allMatch(each -> Experiment.isSame(each, here));
    }

    private Replayed verdict(ReplayVerdict verdict, long compared, String reason) {
        return verdict(verdict, compared, Optional.empty(), reason);
    }

    private Replayed verdict(
            ReplayVerdict verdict, long compared, Optional<Divergence> divergence, String reason) {
        return new Replayed(
                run, verdict, compared, plan.tolerance(), divergence, reason, around.code(), here);
    }

    /** Compares each replayed event with the recorded one at its place. */
    private final class Watch implements RunListener {
        private final boolean sameMachine;
        private final ReplayComparison comparison = new ReplayComparison(plan.tolerance());
        private Optional<Divergence> divergence = Optional.empty();
        private int compared;
        private boolean cancelled;

        Watch(boolean sameMachine) {
            this.sameMachine = sameMachine;
        }

        @Override
        public void recorded(RunEvent event) {
            if (event instanceof RunEvent.RunCancelled) {
                cancelled = true; // by whoever does it again: that says nothing about the record
            }
            if (cancelled || divergence.isPresent() || compared == record.events().size()) {
                throw new Stopped();
            }
            divergence =
                    comparison.compare(
                            record.versions().get(compared), record.events().get(compared), event);
            if (divergence.isPresent()) {
                throw new Stopped();
            }
            compared++;
            around.listener().recorded(event);
        }

        @Override
        public void progress(Stage stage, String what, int done, int of) {
            around.listener().progress(stage, what, done, of);
        }

        boolean passed(Stage stage) {
            return compared > record.endOf(stage);
        }

        Replayed verdict() {
            if (cancelled) {
                return Replay.this.verdict(
                        ReplayVerdict.INCONCLUSIVE, compared, "it was stopped before its end");
            }
            if (divergence.isPresent()) {
                Divergence first = divergence.get();
                RunEvent at = record.events().get(compared);
                boolean input =
                        at instanceof RunEvent.ModelFingerprinted
                                || at instanceof RunEvent.DatasetPinned;
                return Replay.this.verdict(
                        input ? ReplayVerdict.INCONCLUSIVE : ReplayVerdict.FAIL,
                        compared,
                        divergence,
                        "%s at version %d: %s was %s, is %s"
                                .formatted(
                                        input ? "an input has changed" : "first divergence",
                                        first.version(),
                                        first.type() + " " + first.field(),
                                        first.recorded(),
                                        first.replayed()));
            }
            if (compared < record.events().size()) {
                return Replay.this.verdict(
                        ReplayVerdict.FAIL, compared, "the replay ended early, after " + compared);
            }
            return comparison.bitEqual() && sameMachine
                    ? Replay.this.verdict(
                            ReplayVerdict.PASS_BIT_EQUAL, compared, "equal to the bit")
                    : Replay.this.verdict(
                            ReplayVerdict.PASS_WITHIN_TOLERANCE,
                            compared,
                            comparison.bitEqual()
                                    ? "equal to the bit, on a machine with another fingerprint"
                                    : "every number within " + plan.tolerance());
        }

        /** There is nothing more to compare. */
        private static final class Stopped extends RuntimeException {
            Stopped() {
                super(null, null, false, false);
            }
        }
    }
}
