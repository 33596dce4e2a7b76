package dev.pke.web.page;

import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.run.tally.AgreementForms;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Scrubber;
import dev.pke.web.inside.LossPanel;
import dev.pke.web.inside.Mechanism;
import dev.pke.web.inside.Neurons;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Everything the page of one run shows, as of one position. */
public record RunPage(
        String run,
        @Nullable Origin origin,
        String finding,
        String hue,
        String method,
        RunRow row,
        String judge,
        @Nullable VerdictLine verdict,
        List<String> contaminated,
        String error,
        boolean running,
        Scrubber replay,
        List<StageLine> stages,
        @Nullable Drawings categories,
        @Nullable Drawings arriving,
        @Nullable LossPanel losses,
        @Nullable Drawings neurons,
        String moved,
        @Nullable Mechanism mechanism,
        List<FigureRow> figures,
        List<String> agreement,
        @Nullable Drawings deep,
        @Nullable DepthTable depths,
        @Nullable DepthTable groups,
        List<RemarkRow> remarks,
        AnswerPage answers,
        List<Evidence> evidence) {
    private static final int FIRST = 8;

    /** The run as {@code then} has it, on the time line of the run as it is {@code now}. */
    public static RunPage of(
            ViewedRun then,
            ViewedRun now,
            AnswerPage.Filter filter,
            @Nullable LossPanel losses,
            @Nullable Neurons neurons) {
        ListedRun listed = then.listed();
        if (listed == null) {
            throw Refusal.notFound("The run " + then.run() + " had not begun at that position.");
        }
        RunSummary summary = listed.summary();
        MethodStyle style = MethodStyle.of(summary.method());
        String judge = summary.judge() == null ? "" : summary.judge();
        EvaluationFinished before = fact(then.view().evaluation(Phase.BEFORE));
        EvaluationFinished after = fact(then.view().evaluation(Phase.AFTER));
        List<Charts.Series> series = new ArrayList<>();
        if (before != null) {
            series.add(new Charts.Series("before", MethodStyle.NONE, before, ""));
        }
        if (after != null) {
            series.add(new Charts.Series("after", style, after, ""));
        }
        RunRow.Over over = RunRow.Over.of(then, "");
        boolean known = series.stream().anyMatch(one -> !one.evaluation().byCategory().isEmpty());
        return new RunPage(
                then.run(),
                then.origin(),
                (listed.isLost() ? "This run is lost. " : "")
                        + Headline.of(summary, then.view(), then.origin()),
                style.css(),
                Naming.method(summary.method()),
                RunRow.of(listed, Naming.method(summary.method())),
                judge,
                VerdictLine.of(then),
                then.view().contaminated(),
                summary.error() == null ? "" : summary.error(),
                listed.isAtWork(),
                Scrubber.of(now.view().told(), then.view().position()),
                StageLine.of(listed, then.view().told()),
                known ? Charts.categories(series) : null,
                Charts.arriving(then, now, style),
                losses,
                neurons == null ? null : neurons.map(style),
                neurons == null ? "" : neurons.words(),
                Mechanism.of(then, style),
                FigureRow.of(before, after, over),
                AgreementForms.said(then.view()),
                ModelBars.depths(summary),
                DepthTable.of(before, after, style, over),
                DepthTable.ofGroups(then.view(), style),
                RemarkRow.of(then),
                AnswerPage.of(then, filter, judge, style),
                Evidence.of(then));
    }

    /** Whether a reader may say something about it: about a run of ours, as it is now. */
    public boolean takesRemarks() {
        return origin == null && replay.isNow();
    }

    /** Whether its answers can be judged again. */
    public boolean isJudgeable() {
        return takesRemarks() && row.isFinished();
    }

    /** The first figures, which every reader wants. */
    public List<FigureRow> firstFigures() {
        return figures.subList(0, Math.min(FIRST, figures.size()));
    }

    /** The other figures, folded. */
    public List<FigureRow> otherFigures() {
        return figures.subList(firstFigures().size(), figures.size());
    }

    /** The first pieces of evidence. */
    public List<Evidence> firstEvidence() {
        return evidence.subList(0, Math.min(FIRST, evidence.size()));
    }

    /** What else can be checked, folded: a delta for each of many blocks. */
    public List<Evidence> otherEvidence() {
        return evidence.subList(firstEvidence().size(), evidence.size());
    }

    /** The event that holds every figure of an evaluation; "" where there is none. */
    public String evaluation(String phase) {
        return Evidence.ofEvaluation(evidence, phase);
    }

    /** Whether its edit has moved something by then. */
    public boolean hasDiff() {
        return replay.isNow() && evidence.stream().anyMatch(Evidence::isChange);
    }

    /** The page of the event that the scrubber stands at. */
    public String eventHref() {
        return (origin == null ? "" : "/runs/" + run) + "/events/" + replay.position();
    }

    private static @Nullable EvaluationFinished fact(@Nullable Told<EvaluationFinished> told) {
        return told == null ? null : told.fact();
    }
}
