package dev.pke.web.page;

import dev.pke.event.Blobs;
import dev.pke.run.AttackSuccess;
import dev.pke.run.Phase;
import dev.pke.run.RunSummary;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Scrubber;
import dev.pke.web.chart.Size;

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
        String verdict,
        boolean running,
        Scrubber replay,
        List<StageLine> stages,
        @Nullable Drawings categories,
        @Nullable Drawings losses,
        @Nullable Drawings neurons,
        String moved,
        List<FigureRow> figures,
        @Nullable DepthTable depths,
        List<RemarkRow> remarks,
        AnswerPage answers,
        List<Evidence> evidence) {

    /** The run as {@code then} has it, on the time line of the run as it is {@code now}. */
    public static RunPage of(Folio then, Folio now, AnswerPage.Filter filter, Blobs blobs) {
        ListedRun listed = then.listed();
        if (listed == null) {
            throw Refusal.notFound("The run " + then.run() + " had not begun at that position.");
        }
        RunSummary summary = listed.summary();
        MethodStyle style = MethodStyle.of(summary.method());
        String judge = summary.judge() == null ? "" : summary.judge();
        AttackSuccess.Evaluation before = then.evaluation(Phase.BEFORE);
        AttackSuccess.Evaluation after = then.evaluation(Phase.AFTER);
        List<Charts.Series> series = new ArrayList<>();
        if (before != null) {
            String href = "?kind=attack#answers";
            series.add(new Charts.Series("before", MethodStyle.NONE, before, href));
        }
        if (after != null) {
            String href = "?kind=attack#answers";
            series.add(new Charts.Series("after", style, after, href));
        }
        boolean known = series.stream().anyMatch(one -> !one.evaluation().byCategory().isEmpty());
        boolean stepped = !then.losses().list().isEmpty();
        return new RunPage(
                then.run(),
                then.origin(),
                Headline.of(summary),
                style.css(),
                Naming.method(summary.method()),
                RunRow.of(listed, Naming.method(summary.method())),
                judge,
                summary.review().replay() == null ? "" : summary.review().replay().wire(),
                listed.isAtWork(),
                Scrubber.of(now.ticks(), then.position()),
                StageLine.of(listed, then.ticks()),
                known ? Charts.categories(series) : null,
                !stepped ? null : Charts.losses(then, style),
                Charts.neurons(then, blobs, style, Size.WIDE),
                moved(then),
                FigureRow.of(before, after),
                DepthTable.of(before, after, style),
                RemarkRow.of(then),
                AnswerPage.of(then, filter, judge, style),
                Evidence.of(then));
    }

    /** Whether a reader may say something about it: about a run of ours, as it is now. */
    public boolean takesRemarks() {
        return origin == null && replay.isNow();
    }

    /** The page of the event that the scrubber stands at. */
    public String eventHref() {
        return (origin == null ? "" : "/runs/" + run) + "/events/" + replay.position();
    }

    /** What a replay's verdict says, in words. */
    public String replayed() {
        return switch (verdict) {
            case "pass-bit-equal" -> "replayed bit for bit";
            case "pass-within-tolerance" -> "replayed within tolerance";
            case "fail" -> "replay differs";
            case "inconclusive" -> "replay inconclusive";
            default -> "";
        };
    }

    public String replayCss() {
        return verdict.startsWith("pass") ? "good" : verdict.equals("fail") ? "bad" : "warn";
    }

    private static String moved(Folio folio) {
        var regions = folio.regions().regions();
        if (regions.isEmpty()) {
            return "No region is chosen yet; depth of colour is the score.";
        }
        int neurons = regions.stream().mapToInt(region -> region.neurons().size()).sum();
        return FigureText.count(neurons)
                + (neurons == 1 ? " neuron in " : " neurons in ")
                + regions.size()
                + (regions.size() == 1 ? " block" : " blocks")
                + ", outlined; depth of colour is the score (square-root scale).";
    }
}
