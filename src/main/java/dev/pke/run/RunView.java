package dev.pke.run;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.ReviewEvent.Archived;
import dev.pke.run.ReviewEvent.Erased;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.ReviewEvent.Unarchived;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything known of one run as of a position, folded from its own events and its reviews: the one
 * way to read a run. Immutable.
 *
 * <p>It is the facts themselves, in order, so that what it tells of a run is a question to that
 * list and a new field of an event is there for every reader at once. A run has a few thousand
 * facts: asking costs microseconds, and the view of an earlier position is folded from the list
 * without reading anything.
 *
 * @param run what the run is called here: its id, or the name of one recorded elsewhere
 * @param told all facts
 * @param standing those that were not made void since: a run that resumes does its stage anew
 * @param summary the run's line; null before it is registered
 */
public record RunView(
        String run,
        List<Told<Fact>> told,
        List<Told<Fact>> standing,
        @Nullable RunSummary summary) {
    /** Takes copies. */
    public RunView {
        told = List.copyOf(told);
        standing = List.copyOf(standing);
    }

    /** The run as the record has it now; without facts if there is no such run. */
    public static RunView of(EventStore store, String run) {
        return empty(run).plus(RunRecord.of(store, run), store.blobs());
    }

    /** The run that events, in order, tell of. */
    public static RunView of(String run, List<Recorded> events) {
        return empty(run).plus(events, Blobs.none());
    }

    /** The run before its first event. */
    public static RunView empty(String run) {
        return new RunView(run, List.of(), List.of(), null);
    }

    /** The view with what was recorded since; itself if that is nothing. */
    public RunView further(EventStore store) {
        long reviews = told.stream().filter(each -> each.fact() instanceof ReviewEvent).count();
        List<Recorded> more = RunRecord.after(store, run, told.size() - reviews, reviews);
        String erased = RunEventCodec.nameOf(Erased.class);
        boolean forgets = more.stream().anyMatch(each -> each.type().equals(erased));
        return forgets ? of(store, run) : plus(more, store.blobs());
    }

    /** The view as it was at a position. */
    public RunView asOf(long position) {
        if (position >= position()) {
            return this;
        }
        return empty(run).with(told.stream().filter(each -> each.position() <= position).toList());
    }

    private RunView plus(List<Recorded> events, Blobs blobs) {
        return with(events.stream().map(each -> Told.of(each, blobs)).toList());
    }

    private RunView with(List<Told<Fact>> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Told<Fact>> all = new ArrayList<>(told);
        List<Told<Fact>> valid = new ArrayList<>(standing);
        RunSummary line = summary;
        for (Told<Fact> each : more) {
            if (each.fact() instanceof RunResumed resumed) {
                valid.removeIf(earlier -> isVoid(earlier.fact(), resumed.fromStage()));
            }
            all.add(each);
            valid.add(each);
            line = SummaryDraft.after(line, each);
        }
        return new RunView(run, all, valid, line);
    }

    private static boolean isVoid(Fact fact, Stage from) {
        Stage stage = stageOf(fact);
        return stage != null && stage.compareTo(from) >= 0;
    }

    /** The stage whose work a fact is part of; null where it stands whatever is done anew. */
    private static @Nullable Stage stageOf(Fact fact) {
        return switch (fact) {
            case StageStarted started -> started.stage();
            case StageFinished finished -> finished.stage();
            case Stage.Work work -> work.stage();
            case RunRegistered _, RunFinished _, RunFailed _, RunCancelled _, RunResumed _ -> null;
            case ReviewEvent _ -> null;
            case BundleImported _, Acted _ -> null;
        };
    }

    /** The position of the last fact; 0 before the first. */
    public long position() {
        return told.isEmpty() ? 0 : told.getLast().position();
    }

    /** Whether anything is known. */
    public boolean isEmpty() {
        return told.isEmpty();
    }

    /** All facts of a kind that stand, in order. */
    public <F extends Fact> List<Told<F>> all(Class<F> kind) {
        List<Told<F>> found = new ArrayList<>();
        for (Told<Fact> each : standing) {
            Told<F> fitting = each.as(kind);
            if (fitting != null) {
                found.add(fitting);
            }
        }
        return found;
    }

    /** The last fact of a kind that stands, or null. */
    public <F extends Fact> @Nullable Told<F> last(Class<F> kind) {
        List<Told<F>> found = all(kind);
        return found.isEmpty() ? null : found.getLast();
    }

    /** The plan, seeds, code and machine. */
    public @Nullable Told<RunRegistered> registered() {
        return last(RunRegistered.class);
    }

    /** The model as found. */
    public @Nullable Told<ModelFingerprinted> base() {
        return last(ModelFingerprinted.class);
    }

    /** The data that is used, pinned. */
    public List<Told<DatasetPinned>> datasets() {
        return all(DatasetPinned.class);
    }

    /** What was answered to each prompt. */
    public List<Told<PromptAnswered>> answers() {
        return all(PromptAnswered.class);
    }

    /** The prompts with their answers before and after, in the order they were first asked. */
    public List<PromptPair> pairs() {
        return PromptPair.of(answers());
    }

    /** Every judge's evaluations, before and after. */
    public List<Told<EvaluationFinished>> evaluations() {
        return all(EvaluationFinished.class);
    }

    /** The first judge's evaluation of a phase, or null. */
    public @Nullable Told<EvaluationFinished> evaluation(Phase phase) {
        return evaluations().stream()
                .filter(each -> each.fact().phase() == phase)
                .findFirst()
                .orElse(null);
    }

    /** The score table's digest and the best neurons. */
    public @Nullable Told<NeuronsScored> scores() {
        return last(NeuronsScored.class);
    }

    /** Where the edit may move something. */
    public List<Told<RegionChosen>> regions() {
        return all(RegionChosen.class);
    }

    /** The edit's steps with their losses. */
    public List<Told<StepTaken>> losses() {
        return all(StepTaken.class);
    }

    /** Each tensor that is not what it was. */
    public List<Told<NeuronsChanged>> changes() {
        return all(NeuronsChanged.class);
    }

    /** The edited model. */
    public @Nullable Told<CheckpointSaved> saved() {
        return last(CheckpointSaved.class);
    }

    /** The digests of the deltas' blobs, each once, in the order they were made. */
    public List<String> deltas() {
        var digests = new LinkedHashSet<String>();
        changes().forEach(each -> digests.add(each.fact().delta()));
        return List.copyOf(digests);
    }

    /** By tensor, the position of the event that says it changed. */
    public Map<String, Long> evidence() {
        Map<String, Long> evidence = new TreeMap<>();
        changes().forEach(each -> evidence.put(each.fact().tensor(), each.position()));
        return evidence;
    }

    /** The notes and tags. */
    public List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        for (Told<ReviewEvent> each : all(ReviewEvent.class)) {
            switch (each.fact()) {
                case Noted said ->
                        remarks.add(Remark.of(each, said.author(), Remark.Kind.NOTE, said.text()));
                case Tagged said ->
                        remarks.add(Remark.of(each, said.author(), Remark.Kind.TAG, said.tag()));
                case Replayed _, Archived _, Unarchived _, Erased _ -> {}
            }
        }
        return remarks;
    }
}
