package dev.pke.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedModel;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.torch.Torch;
import dev.pke.run.RunEvent;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Phase;
import dev.pke.run.word.PlanKey;
import dev.pke.run.word.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Runs plans: from a plan, or from what is on the record of a run that was cut off. */
public final class Experiment {
    /** Of a machine's facts the kind of number that is computed with. */
    private static final String COMPUTE = "compute";

    private Experiment() {}

    /**
     * Does a plan as a new run, on the calling thread. What keeps it from beginning, such as a
     * model that can't be read, leaves nothing on the record.
     *
     * @param run its id, new
     * @param owner a random word that no other process has
     */
    public static Status start(Plan plan, String run, String owner, Surroundings around) {
        try (RunContext context = new RunContext(plan, around)) {
            context.begin();
            RunLog log = new RunLog(around.store(), run, owner, around.listener()::recorded);
            return runner(log, context, around).start(registration(plan, run, around));
        }
    }

    /** Does a plan as a run, goes on with it where it was cut off, or finds that it is finished. */
    public static Status startOrResume(Plan plan, String run, String owner, Surroundings around) {
        RunLog log = new RunLog(around.store(), run, owner, around.listener()::recorded);
        if (log.past().isEmpty()) {
            return start(plan, run, owner, around);
        }
        return log.past().getLast() instanceof RunEvent.RunFinished
                ? Status.FINISHED
                : resume(run, owner, around);
    }

    /** Goes on with a run from its last finished stage, on the calling thread. */
    public static Status resume(String run, String owner, Surroundings around) {
        RunLog log = new RunLog(around.store(), run, owner, around.listener()::recorded);
        Plan plan = Plan.recorded(run, registration(run, log.past()).plan());
        String giver = PlanKey.answersOf(plan.json());
        if (!giver.isEmpty()) {
            // what it would make itself would pass for the other run's
            throw new UserError(
                    "run %s can't go on: it only judges answers of run %s; pke judge does it anew"
                            .formatted(run, giver));
        }
        String missing = plan.missing();
        if (!missing.isEmpty()) {
            throw new UserError("run " + run + " can't go on: " + missing);
        }
        try (RunContext context = new RunContext(plan, around)) {
            return runner(log, context, around).resume(around.code(), machine(plan, around));
        }
    }

    private static Runner runner(RunLog log, RunContext context, Surroundings around) {
        return new Runner(
                log.writing(form(context.plan, around)),
                stages(context),
                around.nanos(),
                context::pause);
    }

    /** How a plan wants its events written. */
    static UnaryOperator<RunEvent> form(Plan plan, Surroundings around) {
        return !plan.erasable()
                ? UnaryOperator.identity()
                : event ->
                        switch (event) {
                            case RunEvent.PromptAnswered said ->
                                    Texts.apart(said, around.salt().get(), around.blobs());
                            case RunEvent.RemoteAnswered _ ->
                                    throw new UserError(
                                            "answers: erasable, and a model elsewhere is asked,"
                                                    + " whose replies stay on the record: leave"
                                                    + " one of them out");
                            default -> event;
                        };
    }

    /** The registration a run's record begins with. */
    static RunEvent.RunRegistered registration(String run, List<RunEvent> record) {
        if (!record.isEmpty() && record.getFirst() instanceof RunEvent.RunRegistered registered) {
            return registered;
        }
        throw new UserError("no run " + run + " on the record; pke runs lists them");
    }

    static RunEvent.RunRegistered registration(Plan plan, String run, Surroundings around) {
        return registration(plan, run, around.code(), machine(plan, around));
    }

    static RunEvent.RunRegistered registration(Plan plan, String run, Code code, Machine machine) {
        return new RunEvent.RunRegistered(
                run,
                plan.json(),
                plan.name(),
                plan.method(),
                String.valueOf(plan.model().folder().getFileName()),
                plan.seeds(),
                code,
                machine);
    }

    /** What decides whether two runs of a plan can be bit-equal. */
    static Machine machine(Plan plan, Surroundings around) {
        PlannedModel model = plan.model();
        Map<String, String> facts = new TreeMap<>(around.machine());
        if (model.elsewhere().isPresent()) {
            // whatever computes its answers is not this machine
            return new Machine(fingerprint(facts), facts);
        }
        facts.put("torch", Torch.version());
        facts.put("threads", Integer.toString(model.threads()));
        facts.put("device", model.device());
        Torch.threads(model.threads());
        var options = model.options(around.packing());
        facts.put("products", asked(() -> options.products(model.folder())));
        facts.put(COMPUTE, asked(() -> options.computed(model.folder())));
        return new Machine(fingerprint(facts), facts);
    }

    /** Whether a recorded machine is this one; older records don't say what was computed with. */
    static boolean isSame(Machine then, Machine here) {
        Map<String, String> facts = new TreeMap<>(here.facts());
        if (!then.facts().containsKey(COMPUTE)) {
            facts.remove(COMPUTE);
        }
        return then.fingerprint().equals(fingerprint(facts));
    }

    private static String fingerprint(Map<String, String> facts) {
        return Digest.of(CanonicalJson.write(facts).getBytes(UTF_8));
    }

    private static String asked(Supplier<String> model) {
        try {
            return model.get();
        } catch (ModelError gone) {
            // The run itself will say so, or its replay.
            return "unknown: the model can't be read";
        }
    }

    /** The stages of a plan, in their order. */
    static List<StageWork> stages(RunContext context) {
        List<StageWork> stages = new ArrayList<>();
        stages.add(new FingerprintStage(context));
        stages.add(new EvaluateStage(context, Phase.BEFORE));
        if (context.plan.edit() != null) {
            stages.add(new LocateStage(context));
            stages.add(new EditStage(context));
            stages.add(new EvaluateStage(context, Phase.AFTER));
            stages.add(new CheckpointStage(context));
        }
        return List.copyOf(stages);
    }
}
