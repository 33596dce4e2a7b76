package dev.pke.run;

import static java.util.Map.entry;

import dev.pke.run.ReviewEvent.Archived;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.ReviewEvent.Unarchived;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.WireObject;
import dev.pke.run.word.WireWord;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The facts of which a run has few, read by hand: all that the list of runs and {@code pke show}
 * are made of. Jackson takes longer to wake than such a verb should take; the facts that come by
 * the thousand are its, for it is the faster once it is awake.
 */
final class FactForms {
    private static final Map<Class<? extends Fact>, Function<WireObject, Fact>> FORMS =
            Map.ofEntries(
                    entry(RunRegistered.class, FactForms::registered),
                    entry(ModelFingerprinted.class, FactForms::fingerprinted),
                    entry(DatasetPinned.class, FactForms::pinned),
                    entry(StageStarted.class, it -> new StageStarted(stage(it, "stage"))),
                    entry(
                            StageFinished.class,
                            it -> new StageFinished(stage(it, "stage"), measured(it))),
                    entry(EvaluationFinished.class, FactForms::evaluated),
                    entry(RegionChosen.class, FactForms::chosen),
                    entry(NeuronsChanged.class, FactForms::changed),
                    entry(CheckpointSaved.class, FactForms::saved),
                    entry(RunFinished.class, it -> new RunFinished(measured(it))),
                    entry(RunFailed.class, it -> new RunFailed(it.text("error"))),
                    entry(RunCancelled.class, it -> new RunCancelled(it.text("reason"))),
                    entry(
                            RunResumed.class,
                            it -> new RunResumed(stage(it, "fromStage"), code(it), machine(it))),
                    entry(Replayed.class, FactForms::replayed),
                    entry(
                            Noted.class,
                            it -> new Noted(it.text("run"), it.text("author"), it.text("text"))),
                    entry(
                            Tagged.class,
                            it -> new Tagged(it.text("run"), it.text("author"), it.text("tag"))),
                    entry(
                            Archived.class,
                            it ->
                                    new Archived(
                                            it.text("run"),
                                            it.text("author"),
                                            it.text("place"),
                                            it.list("blobs", WireObject::text))),
                    entry(
                            Unarchived.class,
                            it -> new Unarchived(it.text("run"), it.text("author"))));

    private FactForms() {}

    /** How facts of a kind are read; null where they come by the thousand. */
    static @Nullable Function<WireObject, Fact> of(Class<? extends Fact> kind) {
        return FORMS.get(kind);
    }

    private static Stage stage(WireObject it, String key) {
        return Stage.of(it.text(key));
    }

    private static Map<String, Double> measured(WireObject it) {
        return it.map("measured", WireObject::number);
    }

    private static Map<String, String> texts(WireObject it, String key) {
        return it.map(key, WireObject::text);
    }

    private static String textOrNone(WireObject it, String key) {
        return it.has(key) ? it.text(key) : "";
    }

    private static Code code(WireObject it) {
        return it.object("code", in -> new Code(in.text("commit"), in.truth("dirty")));
    }

    private static Machine machine(WireObject it) {
        return it.object("machine", in -> new Machine(in.text("fingerprint"), texts(in, "facts")));
    }

    /** A figure with its counts. */
    static Metric metric(WireObject it) {
        return new Metric(
                it.number("value"),
                it.whole("count"),
                it.whole("of"),
                it.number("low"),
                it.number("high"));
    }

    private static Fact registered(WireObject it) {
        return new RunRegistered(
                it.text("run"),
                it.any("plan"),
                it.text("planName"),
                it.text("method"),
                it.text("model"),
                texts(it, "seeds"),
                code(it),
                machine(it));
    }

    private static Fact fingerprinted(WireObject it) {
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
                textOrNone(it, "compute"));
    }

    private static Fact pinned(WireObject it) {
        return new DatasetPinned(
                it.text("name"),
                it.text("split"),
                it.small("records"),
                it.text("digest"),
                it.list("recordDigests", WireObject::text),
                textOrNone(it, "contaminated"));
    }

    private static Fact evaluated(WireObject it) {
        return new EvaluationFinished(
                WireWord.of(Phase.class, it.text("phase")),
                it.text("judge"),
                it.objects("metrics", FactForms::metric),
                it.maps("byCategory", FactForms::metric),
                measured(it));
    }

    private static Fact chosen(WireObject it) {
        return new RegionChosen(
                it.small("block"), it.list("neurons", WireObject::small), it.number("threshold"));
    }

    private static Fact changed(WireObject it) {
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

    private static Fact saved(WireObject it) {
        return new CheckpointSaved(
                it.text("manifest"), it.text("digest"), it.whole("parametersMoved"));
    }

    private static Fact replayed(WireObject it) {
        return new Replayed(
                it.text("run"),
                ReplayVerdict.of(it.text("verdict")),
                it.whole("compared"),
                it.number("tolerance"),
                Optional.ofNullable(it.objectOrNull("divergence", FactForms::divergence)),
                it.text("reason"),
                code(it),
                machine(it));
    }

    private static Replayed.Divergence divergence(WireObject it) {
        return new Replayed.Divergence(
                it.whole("version"),
                it.text("type"),
                it.text("field"),
                it.text("recorded"),
                it.text("replayed"));
    }
}
