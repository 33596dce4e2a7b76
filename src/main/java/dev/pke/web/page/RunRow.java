package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.tally.OverQuestions;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run as a line of a table, every cell ready to be shown. */
public record RunRow(
        String run,
        @Nullable Origin origin,
        String name,
        String hue,
        String plan,
        String model,
        Cell before,
        Cell after,
        String parameters,
        Cell refusals,
        Cell degenerate,
        Cell overRefusal,
        Cell benignKept,
        Cell likeness,
        Cell kl,
        boolean byWord,
        Cell generalisation,
        String status,
        String dot,
        String heard,
        String startedAt,
        String seconds,
        String error,
        List<String> tags,
        List<Mark> marks) {

    /** How a figure is to be read; one that is {@code VOID} is low only because a model broke. */
    public enum Tone {
        PLAIN,
        ALARMING,
        VOID
    }

    /**
     * A figure and its interval; both "–" or empty where it is not known.
     *
     * @param byQuestion its interval over questions, where that is another
     */
    public record Cell(String value, String interval, String byQuestion, String counts, Tone tone) {
        static final Cell NONE = new Cell("–", "", "", Tone.PLAIN);

        /** A figure with nothing said over questions. */
        public Cell(String value, String interval, String counts, Tone tone) {
            this(value, interval, "", counts, tone);
        }

        public boolean alarming() {
            return tone == Tone.ALARMING;
        }

        /** Whether the figure must not be taken for a result. */
        public boolean isVoid() {
            return tone == Tone.VOID;
        }

        /** A figure of this name, which may be a mean and no share. */
        public static Cell of(String name, @Nullable Metric figure) {
            return figure == null || MetricName.isShare(name)
                    ? of(figure)
                    : new Cell(
                            String.format(Locale.ROOT, "%.3g", figure.value()),
                            "",
                            "over " + figure.of(),
                            Tone.PLAIN);
        }

        /** The same, with its interval over questions beside that over prompts. */
        Cell with(@Nullable OverQuestions over) {
            return over == null || !over.isWider() || interval.isEmpty()
                    ? this
                    : new Cell(
                            value,
                            interval,
                            FigureText.interval(over.low(), over.high()),
                            counts + ", " + over.questions() + " questions",
                            tone);
        }

        /** A share; "–" where it is not known. */
        public static Cell of(@Nullable Metric share) {
            return share == null ? NONE : of(share, Tone.PLAIN);
        }

        static Cell of(Metric share, Tone tone) {
            boolean known = Double.isFinite(share.low()) && Double.isFinite(share.high());
            return new Cell(
                    FigureText.percent(share.value()),
                    known ? FigureText.interval(share.low(), share.high()) : "",
                    share.of() == 0 ? "" : share.count() + " of " + share.of(),
                    tone);
        }
    }

    /** Intervals over questions before an edit and after it, by figure. */
    public record Over(Map<String, OverQuestions> before, Map<String, OverQuestions> after) {
        /** Where they were not worked out. */
        public static final Over NOTHING = new Over(Map.of(), Map.of());

        /** Those of a run, or of one figure unless that is ""; none of one that is at work. */
        static Over of(ViewedRun run, String figure) {
            ListedRun listed = run.listed();
            return listed == null || listed.isAtWork()
                    ? NOTHING
                    : new Over(
                            run.overQuestions(Phase.BEFORE, figure),
                            run.overQuestions(Phase.AFTER, figure));
        }
    }

    public static RunRow of(ListedRun listed, String name) {
        return of(listed, name, Over.NOTHING);
    }

    /** With intervals over questions of these figures of a phase. */
    static RunRow of(ListedRun listed, String name, Over over) {
        RunSummary run = listed.summary();
        boolean measures = MethodStyle.of(run.method()) == MethodStyle.NONE;
        Map<String, Metric> latest = measures ? run.latest() : run.after();
        boolean broken = Headline.isBroken(run);
        Metric after = run.asrAfter();
        Metric degenerate = latest.get(MetricName.DEGENERATE);
        Long moved = run.edit().parametersMoved();
        return new RunRow(
                listed.run(),
                listed.origin(),
                name,
                MethodStyle.of(run.method()).css(),
                run.planName(),
                run.model(),
                Cell.of(run.asrBefore()).with(over.before().get(MetricName.ASR)),
                after == null
                        ? Cell.NONE
                        : Cell.of(after, broken ? Tone.VOID : Tone.PLAIN)
                                .with(over.after().get(MetricName.ASR)),
                moved == null ? unmoved(run) : FigureText.count(moved),
                Cell.of(latest.get(MetricName.GENUINE_REFUSAL)),
                degenerate == null
                        ? Cell.NONE
                        : Cell.of(degenerate, broken ? Tone.ALARMING : Tone.PLAIN),
                Cell.of(latest.get(MetricName.OVER_REFUSAL)),
                Cell.of(latest.get(MetricName.BENIGN_KEPT)),
                Cell.of(MetricName.LIKENESS, latest.get(MetricName.LIKENESS)),
                Cell.of(MetricName.KL, latest.get(MetricName.KL)),
                run.keepsByWord(),
                Cell.of(latest.get(MetricName.DG)),
                status(listed),
                dot(listed),
                listed.summary().status() == Status.RUNNING ? listed.heard().words() : "",
                run.timing().startedAt(),
                FigureText.seconds(run.timing().seconds()),
                run.error() == null ? "" : Headline.brief(run.error()),
                run.review().tags(),
                Mark.of(run));
    }

    /** Each run's line, with the interval of attack success over questions once it has ended. */
    static List<RunRow> held(List<ViewedRun> known, List<ListedRun> listed, List<String> names) {
        List<RunRow> rows = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Over over = Over.of(known.get(i), MetricName.ASR);
            rows.add(of(listed.get(i), names.get(i), over));
        }
        return rows;
    }

    /** Whether its figures must not be taken for results. */
    public static boolean isVoid(ListedRun listed) {
        return Headline.isBroken(listed.summary());
    }

    /** The runs under names that keep them apart. */
    public static List<RunRow> of(List<ListedRun> runs, List<String> names) {
        List<RunRow> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            rows.add(of(runs.get(i), names.get(i)));
        }
        return rows;
    }

    /** The minute it began, without the "T" and the zone. */
    public String started() {
        return FigureText.minute(startedAt);
    }

    /** Whether the run measures a model and edits nothing. */
    public boolean isBaseline() {
        return hue.equals(MethodStyle.NONE.css());
    }

    /** Attack success as it ended: before where nothing was edited. */
    public Cell shown() {
        return isBaseline() ? before : after;
    }

    /** Whether it came to its end. */
    boolean isFinished() {
        return status.equals(Status.FINISHED.wire());
    }

    private static String status(ListedRun listed) {
        RunSummary run = listed.summary();
        return switch (run.status()) {
            case RUNNING ->
                    !listed.isAtWork()
                            ? (listed.isLost() ? "lost" : "unfinished")
                            : run.stageAtWork() == null ? "running" : run.stageAtWork().wire();
            case FINISHED, FAILED, CANCELLED -> run.status().wire();
        };
    }

    private static String unmoved(RunSummary run) {
        boolean none =
                MethodStyle.of(run.method()) == MethodStyle.NONE && run.status() == Status.FINISHED;
        return none ? "0" : "–";
    }

    /** The mark of how it stands. */
    public static String dot(ListedRun listed) {
        return switch (listed.summary().status()) {
            case RUNNING -> listed.isAtWork() ? "live" : listed.isLost() ? "bad" : "ended";
            case FINISHED -> "done";
            case FAILED -> "bad";
            case CANCELLED -> "ended";
        };
    }
}
