package dev.pke.experiment;

import static java.util.stream.Collectors.partitioningBy;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.event.Blobs;
import dev.pke.experiment.make.Growing;
import dev.pke.experiment.plan.Contamination;
import dev.pke.experiment.plan.Pinned;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlannedData;
import dev.pke.experiment.plan.PlannedEdit;
import dev.pke.experiment.plan.PlannedModel;
import dev.pke.experiment.plan.Protocol;
import dev.pke.fault.UserError;
import dev.pke.judge.Court;
import dev.pke.judge.remote.Asked;
import dev.pke.judge.remote.Exchange;
import dev.pke.locate.Location;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Sampling;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Packing;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the stages of one run share: the plan, the model once it is opened, and what earlier stages
 * found. Belongs to the run's thread.
 */
final class RunContext implements AutoCloseable {
    final Plan plan;
    final Blobs blobs;
    final LongSupplier nanos;
    final RunListener listener;
    final PlannedData data;

    /** The folder that the record knows the model by, wherever it lies now. */
    final Path named;

    /** The answers before the edit, by prompt. */
    final Map<String, String> before = new LinkedHashMap<>();

    final Unedited unedited;

    /** What is asked elsewhere. */
    final Exchange exchange;

    private final Packing packing;
    private final BooleanSupplier cancelled;
    private @Nullable ModelFingerprinted fingerprint;
    private @Nullable LanguageModel model;
    private @Nullable List<EditInstance> grown;
    private @Nullable Location location;
    private @Nullable Delta delta;

    RunContext(Plan plan, Surroundings around) {
        this(plan, plan.model().folder(), around);
    }

    /**
     * @param named the folder that the record knows the model by
     */
    RunContext(Plan plan, Path named, Surroundings around) {
        this.plan = plan;
        this.named = named;
        this.blobs = around.blobs();
        this.nanos = around.nanos();
        this.listener = around.listener();
        this.cancelled = around.cancelled();
        this.unedited = around.unedited();
        this.exchange = new Exchange(around.remote());
        this.packing = around.packing();
        this.data = PlannedData.read(plan);
    }

    /** What the record calls the model. */
    String name() {
        return String.valueOf(named.toAbsolutePath().normalize().getFileName());
    }

    /** Opens the model and every judge, so that what is amiss with them is told at once. */
    void begin() {
        Court court = court();
        plan.evaluation().judges().forEach(judge -> judge.open(court).close());
        plan.evaluation().preference().ifPresent(each -> each.open(court).close());
        if (plan.model().elsewhere().isEmpty()) {
            model();
        }
    }

    /** A place where the run may stop: throws {@link Cancelled} if someone asked for it. */
    void pause() {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled("stopped by its user");
        }
    }

    /** What hears how many parts of {@code what} are through, and stops if someone asked for it. */
    IntConsumer telling(Stage stage, String what, int of) {
        return done -> {
            pause();
            listener.progress(stage, what, done, of);
        };
    }

    /** The model, opened on first use with the plan's number of threads. */
    LanguageModel model() {
        LanguageModel open = model;
        if (open == null) {
            PlannedModel planned = plan.model();
            Torch.threads(planned.threads());
            open = LanguageModel.open(planned.folder(), planned.options(packing));
            if (planned.date() != null) {
                open.setDate(planned.date());
            }
            model = open;
        }
        return open;
    }

    /** A digest per tensor of the model as it stands. */
    SortedMap<String, String> digests(Stage stage) {
        var weights = model().weights();
        IntConsumer told = telling(stage, "tensors", weights.names().size());
        SortedMap<String, String> digests = new TreeMap<>();
        for (String name : weights.names()) {
            digests.put(name, weights.digest(name));
            told.accept(digests.size());
        }
        return digests;
    }

    /** Takes what a record tells of a model elsewhere, which then is not asked again. */
    void remember(RemoteAnswered told) {
        exchange.remember(new Asked(told.endpoint(), told.model(), told.request(), told.reply()));
    }

    /**
     * Prompts whose answers the model begins itself, those together that are asked together: the
     * edited ones apart, since the rest is the same in every run of a grid, and asked once.
     */
    static List<List<Prompt>> together(List<Prompt> prompts) {
        var parted =
                prompts.stream().collect(partitioningBy(each -> each.kind() == PromptKind.EDITED));
        return List.of(parted.getOrDefault(true, List.of()), parted.getOrDefault(false, List.of()));
    }

    /** What judges may lean on. */
    Court court() {
        return new Court(plan.model().folder(), exchange);
    }

    /** What the model is, to the bit, before anything is changed. */
    ModelFingerprinted fingerprint() {
        ModelFingerprinted known = fingerprint;
        if (known == null) {
            known = FingerprintStage.of(this);
            fingerprint = known;
        }
        return known;
    }

    PlannedEdit edit() {
        PlannedEdit edit = plan.edit();
        if (edit == null) {
            throw new IllegalStateException("plan " + plan.name() + " edits nothing");
        }
        return edit;
    }

    /** What is edited: what the data hold, and what grows from it. */
    EditTask task() {
        EditTask task = data.task();
        if (task == null) {
            throw new IllegalStateException("plan " + plan.name() + " edits nothing");
        }
        List<EditInstance> instances = new ArrayList<>(task.instances());
        instances.addAll(grown());
        return new EditTask(instances, task.pool(), task.lessons(), task.template(), task.suffix());
    }

    /** What is asked: what the data hold, and what was edited besides. */
    List<Prompt> asked() {
        List<Prompt> asked = new ArrayList<>();
        for (EditInstance each : grown()) {
            asked.add(
                    grown(
                            each.id() + "/" + PromptKind.EDITED.wireName(),
                            each.category(),
                            each.prompt()));
        }
        asked.addAll(data.prompts());
        return asked;
    }

    /** An edited instance that stands in no file; no more is known of it than a record tells. */
    static Prompt grown(String id, String category, String text) {
        return new Prompt(id, PromptKind.EDITED, category, text, "");
    }

    /** The records that are used, and those that no file holds. */
    List<DatasetPinned> pins() {
        List<DatasetPinned> pins = new ArrayList<>(data.pins());
        if (!grown().isEmpty()) {
            pins.add(Pinned.grown(edit().instances().data(), grown()));
        }
        return pins;
    }

    private List<EditInstance> grown() {
        List<EditInstance> known = grown;
        if (known == null) {
            known = grow();
            grown = known;
        }
        return known;
    }

    /** What is edited at a turn: everything, or where instances come in turn that one. */
    EditTask task(int turn) {
        return edit().protocol() == Protocol.SEQUENTIAL ? task().only(turn) : task();
    }

    /** More instances of the kind of the plan's, as many as it asks for. */
    private List<EditInstance> grow() {
        PlannedEdit edit = plan.edit();
        EditTask given = data.task();
        if (edit == null || given == null || edit.instances().grown() == 0) {
            return List.of();
        }
        int wanted = edit.instances().grown();
        GenerationSettings settings = plan.evaluation().generation().with(Sampling.greedy());
        UnaryOperator<List<String>> answering =
                prompts -> {
                    pause();
                    return model().answer(prompts, settings);
                };
        Predicate<String> tested = Contamination.asking(data.tested());
        List<EditInstance> more =
                new Growing(answering, given.constraints(), tested).of(given.instances(), wanted);
        if (more.size() < wanted) {
            throw new UserError(
                    ("plan %s: edit.instances.grown is %d, but only %d things that ordinary prompts"
                                    + " name are refused plainly and answered under attack: ask for"
                                    + " fewer, or name a larger pool")
                            .formatted(plan.name(), wanted, more.size()));
        }
        return more;
    }

    Location location() {
        return need(location, Stage.LOCATE);
    }

    void location(Location found) {
        location = found;
    }

    Delta delta() {
        return need(delta, Stage.EDIT);
    }

    boolean hasDelta() {
        return delta != null;
    }

    void delta(Delta made) {
        delta = made;
    }

    private static <T> T need(@Nullable T found, Stage by) {
        if (found == null) {
            throw new UserError("stage " + by.wire() + " left nothing to go on with");
        }
        return found;
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
