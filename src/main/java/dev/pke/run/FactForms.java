package dev.pke.run;

import static java.util.Map.entry;

import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.ScoredNeuron;
import dev.pke.run.word.Spoken;
import dev.pke.run.word.Stage;
import dev.pke.run.word.WireObject;
import dev.pke.run.word.WireWord;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every kind of fact: its name on the wire, and how it is read from its JSON, by hand: Jackson
 * takes longer to wake than {@code pke show} may take in all, and longer to read a million events.
 */
final class FactForms {
    /** Every kind of fact by its stable name and version, which are never changed again. */
    static final Map<String, Form> ALL =
            Map.ofEntries(
                    fact("run-registered.v1", RunRegistered.class, FactForms::registered),
                    fact(
                            "model-fingerprinted.v1",
                            ModelFingerprinted.class,
                            FactForms::fingerprinted),
                    fact("dataset-pinned.v1", DatasetPinned.class, FactForms::pinned),
                    fact(
                            "stage-started.v1",
                            RunEvent.StageStarted.class,
                            it -> new RunEvent.StageStarted(stage(it, "stage"))),
                    fact(
                            "stage-finished.v1",
                            StageFinished.class,
                            it -> new StageFinished(stage(it, "stage"), measured(it))),
                    fact("prompt-answered.v1", PromptAnswered.class, FactForms::answered),
                    fact("remote-answered.v1", RemoteAnswered.class, FactForms::answeredElsewhere),
                    fact("evaluation-finished.v1", EvaluationFinished.class, FactForms::evaluated),
                    fact(
                            "layer-scored.v1",
                            LayerScored.class,
                            it -> new LayerScored(it.small("block"), numbers(it, "scores"))),
                    fact("neurons-scored.v1", NeuronsScored.class, FactForms::scored),
                    fact("region-chosen.v1", RunEvent.RegionChosen.class, FactForms::chosen),
                    fact("step-taken.v1", StepTaken.class, FactForms::step),
                    fact("edit-learned.v1", RunEvent.EditLearned.class, FactForms::learned),
                    fact("neurons-changed.v1", NeuronsChanged.class, FactForms::changed),
                    fact("neuron-described.v1", NeuronDescribed.class, FactForms::described),
                    fact(
                            "block-examined.v1",
                            BlockExamined.class,
                            it -> new BlockExamined(it.small("block"), numbers(it, "figures"))),
                    fact("checkpoint-saved.v1", RunEvent.CheckpointSaved.class, FactForms::saved),
                    fact(
                            "run-finished.v1",
                            RunEvent.RunFinished.class,
                            it -> new RunEvent.RunFinished(measured(it))),
                    fact(
                            "run-failed.v1",
                            RunEvent.RunFailed.class,
                            it -> new RunEvent.RunFailed(it.text("error"))),
                    fact(
                            "run-cancelled.v1",
                            RunEvent.RunCancelled.class,
                            it -> new RunEvent.RunCancelled(it.text("reason"))),
                    fact(
                            "run-resumed.v1",
                            RunResumed.class,
                            it ->
                                    new RunResumed(
                                            stage(it, "fromStage"),
                                            it.object("code", Code::of),
                                            it.object("machine", Machine::of))),
                    fact("replayed.v1", ReviewEvent.Replayed.class, FactForms::replayed),
                    fact(
                            "noted.v1",
                            ReviewEvent.Noted.class,
                            it ->
                                    new ReviewEvent.Noted(
                                            it.text("run"), it.text("author"), it.text("text"))),
                    fact(
                            "tagged.v1",
                            ReviewEvent.Tagged.class,
                            it ->
                                    new ReviewEvent.Tagged(
                                            it.text("run"), it.text("author"), it.text("tag"))),
                    fact(
                            "archived.v1",
                            ReviewEvent.Archived.class,
                            it ->
                                    new ReviewEvent.Archived(
                                            it.text("run"),
                                            it.text("author"),
                                            it.text("place"),
                                            it.list("blobs", WireObject::text))),
                    fact(
                            "unarchived.v1",
                            ReviewEvent.Unarchived.class,
                            it -> new ReviewEvent.Unarchived(it.text("run"), it.text("author"))),
                    fact(
                            "erased.v1",
                            ReviewEvent.Erased.class,
                            it ->
                                    new ReviewEvent.Erased(
                                            it.text("run"),
                                            it.text("author"),
                                            it.text("reason"),
                                            it.list("blobs", WireObject::text))),
                    fact("bundle-imported.v1", BundleImported.class, BundleImported::of),
                    fact("acted.v1", Acted.class, Acted::of));

    private FactForms() {}

    /** One kind of fact, and how it is read. */
    record Form(Class<? extends Fact> kind, Function<WireObject, ? extends Fact> read) {}

    private static <F extends Fact> Map.Entry<String, Form> fact(
            String name, Class<F> kind, Function<WireObject, F> read) {
        return entry(name, new Form(kind, read));
    }

    private static Stage stage(WireObject it, String key) {
        return Stage.of(it.text(key));
    }

    private static Map<String, Double> measured(WireObject it) {
        return numbers(it, "measured");
    }

    private static Map<String, Double> numbers(WireObject it, String key) {
        return it.map(key, WireObject::number);
    }

    private static Phase phase(WireObject it) {
        return WireWord.of(Phase.class, it.text("phase"));
    }

    private static Map<String, String> texts(WireObject it, String key) {
        return it.map(key, WireObject::text);
    }

    private static RunRegistered registered(WireObject it) {
        return new RunRegistered(
                it.text("run"),
                it.any("plan"),
                it.text("planName"),
                it.text("method"),
                it.text("model"),
                texts(it, "seeds"),
                it.object("code", Code::of),
                it.object("machine", Machine::of));
    }

    private static ModelFingerprinted fingerprinted(WireObject it) {
        return new ModelFingerprinted(
                it.text("name"),
                it.text("folder"),
                it.text("architecture"),
                it.whole("parameters"),
                it.small("blocks"),
                it.small("neuronsPerBlock"),
                it.small("hidden"),
                it.text("dtype"),
                texts(it, "digests"),
                it.text("digest"),
                it.textOrNone("compute"));
    }

    private static DatasetPinned pinned(WireObject it) {
        return new DatasetPinned(
                it.text("name"),
                it.text("split"),
                it.small("records"),
                it.text("digest"),
                it.list("recordDigests", WireObject::text),
                it.textOrNone("contaminated"));
    }

    private static PromptAnswered answered(WireObject it) {
        return new PromptAnswered(
                stage(it, "stage"),
                phase(it),
                it.text("kind"),
                it.text("category"),
                it.text("promptId"),
                it.text("prompt"),
                it.textOrNone("begun"),
                it.text("answer"),
                it.small("tokens"),
                texts(it, "verdicts"),
                it.textOrNone("cluster"),
                it.textOrNone("texts"));
    }

    private static RemoteAnswered answeredElsewhere(WireObject it) {
        return new RemoteAnswered(
                stage(it, "stage"),
                phase(it),
                it.text("endpoint"),
                it.text("model"),
                it.text("request"),
                it.text("reply"));
    }

    private static NeuronsScored scored(WireObject it) {
        return new NeuronsScored(
                it.text("table"),
                it.list("names", WireObject::text),
                it.small("blocks"),
                it.small("neuronsPerBlock"),
                it.number("max"),
                it.number("mean"),
                it.listOf("top", ScoredNeuron::of));
    }

    private static StepTaken step(WireObject it) {
        return new StepTaken(
                it.small("step"), numbers(it, "losses"), it.number("gradientNorm"), measured(it));
    }

    private static NeuronDescribed described(WireObject it) {
        return new NeuronDescribed(
                it.small("block"),
                it.small("neuron"),
                it.number("moved"),
                it.object("before", Spoken::of),
                it.object("after", Spoken::of));
    }

    private static EvaluationFinished evaluated(WireObject it) {
        return new EvaluationFinished(
                phase(it),
                it.text("judge"),
                it.objects("metrics", Metric::of),
                it.maps("byCategory", Metric::of),
                measured(it));
    }

    private static RunEvent.RegionChosen chosen(WireObject it) {
        return new RunEvent.RegionChosen(
                it.small("block"), it.list("neurons", WireObject::small), it.number("threshold"));
    }

    private static RunEvent.EditLearned learned(WireObject it) {
        return new RunEvent.EditLearned(
                it.text("network"), it.list("names", WireObject::text), it.small("lessons"));
    }

    private static NeuronsChanged changed(WireObject it) {
        return new NeuronsChanged(
                it.text("tensor"),
                it.small("block"),
                it.list("neurons", WireObject::small),
                it.whole("elements"),
                it.number("l2"),
                it.number("linf"),
                it.number("relative"),
                it.text("delta"));
    }

    private static RunEvent.CheckpointSaved saved(WireObject it) {
        return new RunEvent.CheckpointSaved(
                it.text("manifest"), it.text("digest"), it.whole("parametersMoved"));
    }

    private static ReviewEvent.Replayed replayed(WireObject it) {
        return new ReviewEvent.Replayed(
                it.text("run"),
                ReplayVerdict.of(it.text("verdict")),
                it.whole("compared"),
                it.number("tolerance"),
                Optional.ofNullable(it.objectOrNull("divergence", FactForms::divergence)),
                it.text("reason"),
                it.object("code", Code::of),
                it.object("machine", Machine::of));
    }

    private static ReviewEvent.Replayed.Divergence divergence(WireObject it) {
        return new ReviewEvent.Replayed.Divergence(
                it.whole("version"),
                it.text("type"),
                it.text("field"),
                it.text("recorded"),
                it.text("replayed"));
    }
}
