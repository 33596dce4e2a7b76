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
import dev.pke.run.facts.Facts;
import dev.pke.run.facts.Gathering;
import dev.pke.run.facts.InOrder;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything known of one run as of a position, folded from its own events and its reviews: the one
 * way to read a run. Immutable.
 *
 * <p>It is the facts themselves, in order, so that what it tells of a run is a question to that
 * list and a new field of an event is there for every reader at once. A run has a few thousand
 * facts and perhaps a million steps, which lie apart: asking costs microseconds, and the view of an
 * earlier position is folded from the list without reading anything.
 *
 * @param run what the run is called here: its id, or the name of one recorded elsewhere
 * @param told all facts
 * @param standing those that were not made void since: a run that resumes does its stage anew
 * @param summary the run's line; null before it is registered
 */
public record RunView(String run, Facts told, Facts standing, @Nullable RunSummary summary) {
    /** The run as the record has it now; without facts if there is no such run. */
    public static RunView of(EventStore store, String run) {
        return empty(run).further(store);
    }

    /** The run that events, in order, tell of. */
    public static RunView of(String run, List<Recorded> events) {
        return empty(run).plus(events.iterator(), Blobs.none());
    }

    /** The run before its first event. */
    public static RunView empty(String run) {
        return new RunView(run, Facts.none(), Facts.none(), null);
    }

    /** The view with what was recorded since; itself if that is nothing. */
    public RunView further(EventStore store) {
        long own = versions();
        long reviews = told.size() - own;
        List<Recorded> said = new ArrayList<>();
        store.stream(Streams.review(run), reviews).forEach(said::add);
        String erased = RunEventCodec.nameOf(Erased.class);
        boolean forgets = said.stream().anyMatch(each -> each.type().equals(erased));
        var more =
                new InOrder(
                        List.of(store.stream(Streams.run(run), own).iterator(), said.iterator()));
        boolean isLate = more.position() < position(); // it came between two looks
        return !isEmpty() && (forgets || isLate) ? of(store, run) : plus(more, store.blobs());
    }

    /** The view as it was at a position. */
    public RunView asOf(long position) {
        if (position >= position()) {
            return this;
        }
        Facts before = told.first(told.upTo(position));
        boolean resumed =
                before.others().stream().anyMatch(each -> each.told().fact() instanceof RunResumed);
        if (resumed) {
            return empty(run).with(before.iterator(), each -> each);
        }
        RunSummary line = null;
        for (Facts.Placed each : before.others()) {
            line = SummaryDraft.after(line, each.told()); // no step is a milestone
        }
        return new RunView(run, before, before, line);
    }

    private RunView plus(Iterator<Recorded> events, Blobs blobs) {
        return with(events, each -> Told.of(each, blobs));
    }

    private <E> RunView with(Iterator<E> more, Function<E, Told<Fact>> read) {
        if (!more.hasNext()) {
            return this;
        }
        Gathering all = new Gathering(told);
        Gathering valid = standing.isSame(told) ? null : new Gathering(standing);
        RunSummary line = summary;
        while (more.hasNext()) {
            Told<Fact> each = read.apply(more.next());
            if (each.fact() instanceof RunResumed resumed) {
                valid = without(valid == null ? all.done() : valid.done(), resumed.fromStage());
            }
            all.add(each);
            if (valid != null) {
                valid.add(each);
            }
            line = SummaryDraft.after(line, each);
        }
        Facts told = all.done();
        return new RunView(run, told, valid == null ? told : valid.done(), line);
    }

    /** What stands once a run does its work anew from a stage on. */
    private static Gathering without(Facts facts, Stage from) {
        Gathering kept = new Gathering(Facts.none());
        for (Told<Fact> each : facts) {
            if (!isVoid(each.fact(), from)) {
                kept.add(each);
            }
        }
        return kept;
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

    /** How many facts the run told itself: its stream's last version. */
    public long versions() {
        return (long) told.size() - reviews().size();
    }

    /** The fact at a version of the run's own stream; null where there is none. */
    public @Nullable Told<Fact> ofVersion(long version) {
        long at = version - 1;
        for (Facts.Placed each : reviews()) {
            at += each.index() <= at ? 1 : 0;
        }
        return at < 0 || at >= told.size() ? null : told.get((int) at);
    }

    private List<Facts.Placed> reviews() {
        return told.others().stream()
                .filter(each -> each.told().fact() instanceof ReviewEvent)
                .toList();
    }

    /** Whether anything is known. */
    public boolean isEmpty() {
        return told.isEmpty();
    }

    /** All facts of a kind that stand, in order; of no kind that steps are of. */
    public <F extends Fact> List<Told<F>> all(Class<F> kind) {
        List<Told<F>> found = new ArrayList<>();
        if (kind.isAssignableFrom(StepTaken.class)) {
            throw new IllegalArgumentException("steps are losses(): there may be a million");
        }
        for (Facts.Placed each : standing.others()) {
            Told<F> fitting = each.told().as(kind);
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

    /** Where the data overlap what they must not, a line each: "test: 2 of 9 instances ...". */
    public List<String> contaminated() {
        return datasets().stream()
                .filter(each -> !each.fact().contaminated().isEmpty())
                .map(each -> each.fact().split() + ": " + each.fact().contaminated())
                .toList();
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
        return standing.stepsTold();
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
