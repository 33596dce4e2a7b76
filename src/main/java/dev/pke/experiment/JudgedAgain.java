package dev.pke.experiment;

import dev.pke.event.EventStore;
import dev.pke.experiment.plan.Pinned;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;
import dev.pke.run.Run;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A finished run judged again: the answers on its record before other judges, as a run of its own.
 * Nothing is made anew but verdicts and what they come to; all else is told as the record tells it,
 * times and machine included. So it is what the plan would have left with these judges, and a
 * replay, which makes all of it, says whether that is so.
 */
public final class JudgedAgain {
    private static final String OF_A_JUDGE = "judge ";

    private final String from;
    private final EffectiveRecord record;
    private final Machine machine;
    private final Plan plan;

    /**
     * @param from a finished run
     * @param judges as a plan lists them: names, or maps of a name and keys, or either as YAML
     * @param store where it is recorded
     * @throws UserError if the run has not finished, its answers are gone, or nothing would be
     *     another
     */
    public JudgedAgain(String from, List<?> judges, EventStore store) {
        this.from = from;
        RunLog log = new RunLog(store, from, "judged", event -> {});
        RunEvent.RunRegistered then = Experiment.registration(from, log.past());
        if (!(log.state() instanceof Run.Ended end && end.status() == Status.FINISHED)) {
            throw new UserError("run " + from + " has not finished: pke resume goes on with it");
        }
        machine = then.machine();
        for (RunEvent each : log.past()) {
            if (each instanceof RunEvent.PromptAnswered said && !said.texts().isEmpty()) {
                throw new UserError(
                        "run " + from + ": what its answers said was erased or put away");
            }
            if (each instanceof RunEvent.RunResumed again
                    && !again.machine().fingerprint().equals(machine.fingerprint())) {
                throw new UserError(
                        "run " + from + " was made on two machines, and another can't say so");
            }
        }
        record = EffectiveRecord.of(log.past());
        Plan recorded = Plan.recorded(from, then.plan());
        plan = recorded.judged(from, judges.stream().map(JudgedAgain::read).toList());
        if (plan.digest().equals(recorded.digest())) {
            throw new UserError("run " + from + " was judged by these: name another judge");
        }
    }

    private static Object read(Object judge) {
        return judge instanceof String text ? WrittenPlan.value(text) : judge;
    }

    /** The run's plan, with these judges. */
    public Plan plan() {
        return plan;
    }

    /** Judges the answers as a new run, on the calling thread. */
    public Status as(String run, String owner, Surroundings around) {
        try (RunContext context = new RunContext(plan, around)) {
            checkData(context);
            var court = context.court();
            plan.evaluation().judges().forEach(judge -> judge.open(court).close());
            RunLog log = new RunLog(around.store(), run, owner, around.listener()::recorded);
            AtomicLong then = new AtomicLong();
            return new Runner(
                            log.writing(Experiment.form(plan, around)),
                            stages(context, then),
                            then::get,
                            context::pause)
                    .start(Experiment.registration(plan, run, around.code(), machine));
        }
    }

    /** Judges may look at what a file says of a prompt: it must be the file that was asked from. */
    private void checkData(RunContext context) {
        Set<RunEvent> now = new HashSet<>(context.data.pins());
        for (RunEvent each : record.events()) {
            if (each instanceof RunEvent.DatasetPinned pin
                    && !pin.split().startsWith(OF_A_JUDGE)
                    && !Pinned.isGrown(pin)
                    && !now.contains(pin)) {
                throw new UserError(
                        "data %s/%s are not what run %s was asked from"
                                .formatted(pin.name(), pin.split(), from));
            }
        }
    }

    /** The run's stages as its record tells them, the clock going on by what each took then. */
    private List<StageWork> stages(RunContext context, AtomicLong clock) {
        List<StageWork> stages = new ArrayList<>();
        List<RunEvent> told = new ArrayList<>();
        for (RunEvent each : record.events()) {
            switch (each) {
                case RunEvent.StageStarted _ -> told = new ArrayList<>();
                case RunEvent.StageFinished end -> {
                    List<RunEvent> within = List.copyOf(told);
                    double seconds = end.measured().getOrDefault("seconds", 0.0);
                    Consumer<RunLog> work =
                            log -> {
                                tell(context, end.stage(), within, log);
                                clock.addAndGet(Math.round(seconds * 1e9));
                            };
                    stages.add(new ToldStage(end.stage(), work));
                }
                default -> told.add(each);
            }
        }
        return stages;
    }

    private static void tell(RunContext context, Stage stage, List<RunEvent> within, RunLog log) {
        switch (stage) {
            case FINGERPRINT -> {
                log.record(only(RunEvent.ModelFingerprinted.class, within));
                log.record(context.data.pins()); // those of the judges are others
                log.record(
                        only(RunEvent.DatasetPinned.class, within).stream()
                                .filter(Pinned::isGrown)
                                .toList());
            }
            case EVALUATE_BEFORE -> new AnswersTold(context, Phase.BEFORE, within).judge(log);
            case EVALUATE_AFTER -> new AnswersTold(context, Phase.AFTER, within).judge(log);
            case LOCATE, EDIT, CHECKPOINT -> log.record(within);
        }
    }

    private static <E extends RunEvent> List<E> only(Class<E> kind, List<RunEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** A stage that a record tells. */
    private record ToldStage(Stage stage, Consumer<RunLog> telling) implements StageWork {
        @Override
        public void work(RunLog log) {
            telling.accept(log);
        }

        @Override
        public void recall(RunEvent event) {
            throw new IllegalStateException("a run that is told is new");
        }
    }
}
