package dev.pke.web.held;

import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Selection;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;

import org.jspecify.annotations.Nullable;

/** A method at one size, its settings chosen on the tune split and run on the test split. */
record FrontierPoint(String name, RunSummary run, Selection selection) {
    MethodStyle hue() {
        return MethodStyle.of(run.method());
    }

    /** Parameters moved; 0 where that is not known, which no logarithmic axis has a place for. */
    long moved() {
        Long moved = run.edit().parametersMoved();
        return moved == null ? 0 : moved;
    }

    boolean isReached() {
        return selection.isReached();
    }

    @Nullable Metric figure(String named) {
        return run.after().get(named);
    }

    String href() {
        return "/runs/" + run.run();
    }

    String told(String what, Metric share) {
        return name
                + ", "
                + size()
                + ": "
                + what
                + " "
                + share(share)
                + " on the test split"
                + (isReached() ? "" : "; not reached on the tune split, the nearest shown");
    }

    String size() {
        long neurons = run.edit().neurons();
        return FigureText.count(neurons)
                + (neurons == 1 ? " neuron, " : " neurons, ")
                + FigureText.count(moved())
                + " parameters";
    }

    static String share(@Nullable Metric share) {
        return share == null ? "–" : Marked.told(share);
    }
}
