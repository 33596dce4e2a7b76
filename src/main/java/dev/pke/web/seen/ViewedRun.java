package dev.pke.web.seen;

import dev.pke.audit.ForeignRun;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.tally.OverQuestions;
import dev.pke.run.word.Phase;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A run's view and what a page needs beside it: where it is recorded.
 *
 * @param origin null for a run of ours
 * @param intervals those that were worked out before
 */
public record ViewedRun(RunView view, @Nullable Origin origin, Heard heard, Intervals intervals) {
    /** A run of which is not asked when it was last heard of. */
    public ViewedRun(RunView view, @Nullable Origin origin) {
        this(view, origin, Heard.UNASKED, new Intervals());
    }

    /** The same, and when it was last heard of. */
    public ViewedRun heard(Heard when) {
        return new ViewedRun(view, origin, when, intervals);
    }

    /** The same, with what was worked out before. */
    public ViewedRun with(Intervals before) {
        return new ViewedRun(view, origin, heard, before);
    }

    /** Intervals over questions in a phase, by figure; of one figure alone unless that is "". */
    public Map<String, OverQuestions> overQuestions(Phase phase, String figure) {
        return intervals.of(view, phase, figure);
    }

    /** A run of ours. */
    public static ViewedRun ours(RunView view) {
        return new ViewedRun(view, null);
    }

    /** A run recorded elsewhere, with the positions of the log that it is recorded in. */
    public static ViewedRun of(ForeignRun run) {
        return new ViewedRun(RunView.of(run.key(), run.events()), Origin.of(run));
    }

    /** What it goes by in addresses: its id, or the key of one recorded elsewhere. */
    public String run() {
        return view.run();
    }

    public ViewedRun asOf(long position) {
        // in its past a run was at work, however silent it is now
        return position >= view.position()
                ? this
                : new ViewedRun(view.asOf(position), origin).with(intervals);
    }

    /** The page of an event: of ours by its position, of another log's within its run. */
    public String event(long position) {
        return (origin == null ? "" : "/runs/" + run()) + "/events/" + position;
    }

    /** The run as a line, or null before it is registered. */
    public @Nullable ListedRun listed() {
        RunSummary summary = view.summary();
        return summary == null ? null : new ListedRun(run(), origin, summary, heard);
    }
}
