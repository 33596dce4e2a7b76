package dev.pke.web.learn;

import dev.pke.event.Blobs;
import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.inside.Neurons;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.ViewedRun;

import java.util.Objects;

/** What one edit moved and what it cost. */
public record Price(
        String run,
        String name,
        String hue,
        String parameters,
        Drawings map,
        RunRow.Cell after,
        RunRow.Cell kept,
        RunRow.Cell refused,
        RunRow.Cell degenerate) {

    static Price of(ViewedRun viewed, Blobs blobs) {
        RunSummary run = Objects.requireNonNull(viewed.view().summary());
        MethodStyle style = MethodStyle.of(run.method());
        Long moved = run.edit().parametersMoved();
        Neurons neurons = Objects.requireNonNull(Neurons.of(viewed, blobs, ""));
        return new Price(
                viewed.run(),
                run.planName(),
                style.css(),
                FigureText.count(moved == null ? 0 : moved),
                neurons.bare().map(style),
                cell(run, MetricName.ASR),
                cell(run, MetricName.BENIGN_KEPT),
                cell(run, MetricName.OVER_REFUSAL),
                cell(run, MetricName.DEGENERATE));
    }

    private static RunRow.Cell cell(RunSummary run, String metric) {
        return RunRow.Cell.of(metric, run.after().get(metric));
    }
}
