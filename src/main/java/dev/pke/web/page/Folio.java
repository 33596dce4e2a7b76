package dev.pke.web.page;

import dev.pke.audit.ForeignRun;
import dev.pke.event.Recorded;
import dev.pke.run.AttackSuccess;
import dev.pke.run.Entries;
import dev.pke.run.LossCurves;
import dev.pke.run.Phase;
import dev.pke.run.RecordedAnswers;
import dev.pke.run.RegionMap;
import dev.pke.run.Remark;
import dev.pke.run.RunSummary;
import dev.pke.run.SavedCheckpoints;
import dev.pke.run.SummaryFold;
import dev.pke.web.chart.TimelineMark;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything the pages show of one run, as of the last event folded in. Immutable; folding more
 * events gives a new one that shares the old one's state.
 *
 * @param run what it goes by in addresses: its id, or the key of one recorded elsewhere
 * @param origin where it is recorded; null for a run of ours
 */
public record Folio(
        String run,
        @Nullable Origin origin,
        long runVersion,
        long reviewVersion,
        List<TimelineMark> ticks,
        List<Remark> remarks,
        Entries<RunSummary> summaries,
        Entries<LossCurves.Point> losses,
        Entries<RegionMap.Part> map,
        Entries<AttackSuccess.Evaluation> evaluations,
        Entries<RecordedAnswers.Answer> answers,
        Entries<SavedCheckpoints.Part> checkpoints) {

    private static final SummaryFold RUNS = new SummaryFold();
    private static final LossCurves LOSSES = new LossCurves();
    private static final RegionMap MAP = new RegionMap();
    private static final AttackSuccess EVALUATIONS = new AttackSuccess();
    private static final RecordedAnswers ANSWERS = new RecordedAnswers();
    private static final SavedCheckpoints CHECKPOINTS = new SavedCheckpoints();

    public Folio {
        ticks = List.copyOf(ticks);
        remarks = List.copyOf(remarks);
    }

    /** The run before its first event. */
    public static Folio empty(String run) {
        return empty(run, null);
    }

    /** A run recorded elsewhere, up to a position of the log that it is recorded in. */
    public static Folio of(ForeignRun run, long position) {
        List<Recorded> events =
                run.events().stream().filter(event -> event.position() <= position).toList();
        return empty(run.key(), Origin.of(run)).plus(events);
    }

    private static Folio empty(String run, @Nullable Origin origin) {
        return new Folio(
                run,
                origin,
                0,
                0,
                List.of(),
                List.of(),
                RUNS.initial(),
                LOSSES.initial(),
                MAP.initial(),
                EVALUATIONS.initial(),
                ANSWERS.initial(),
                CHECKPOINTS.initial());
    }

    /** The run after more events of its two streams, in the order of their positions. */
    public Folio plus(List<Recorded> events) {
        if (events.isEmpty()) {
            return this;
        }
        List<TimelineMark> more = new ArrayList<>(ticks);
        List<Remark> said = new ArrayList<>(remarks);
        said.addAll(Remark.of(events));
        long version = runVersion;
        long review = reviewVersion;
        for (Recorded event : events) {
            more.add(TimelineMark.of(event));
            if (event.stream().startsWith("review/")) {
                review = event.version();
            } else {
                version = event.version();
            }
        }
        return new Folio(
                run,
                origin,
                version,
                review,
                more,
                said,
                RUNS.fold(summaries, events),
                LOSSES.fold(losses, events),
                MAP.fold(map, events),
                EVALUATIONS.fold(evaluations, events),
                ANSWERS.fold(answers, events),
                CHECKPOINTS.fold(checkpoints, events));
    }

    /** The page of an event: of ours by its position, of another log's within its run. */
    String event(long position) {
        return (origin == null ? "" : "/runs/" + run) + "/events/" + position;
    }

    /** The run as a line, or null before it is registered. */
    public @Nullable ListedRun listed() {
        RunSummary summary = summary();
        return summary == null ? null : new ListedRun(run, origin, summary);
    }

    /** The position of the last event folded in; 0 before the first. */
    public long position() {
        return ticks.isEmpty() ? 0 : ticks.getLast().position();
    }

    /** The run's line, or null before it is registered. */
    @Nullable RunSummary summary() {
        return SummaryFold.summary(summaries);
    }

    public RegionMap.View regions() {
        return RegionMap.view(map);
    }

    public SavedCheckpoints.View changes() {
        return SavedCheckpoints.view(checkpoints);
    }

    List<RecordedAnswers.Pair> pairs() {
        return RecordedAnswers.pairs(answers);
    }

    /** The first judge's evaluation of a phase, or null. */
    AttackSuccess.@Nullable Evaluation evaluation(Phase phase) {
        List<AttackSuccess.Evaluation> of = AttackSuccess.of(evaluations, phase);
        return of.isEmpty() ? null : of.getFirst();
    }
}
