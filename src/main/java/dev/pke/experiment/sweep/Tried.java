package dev.pke.experiment.sweep;

import dev.pke.event.EventStore;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;

import java.util.Map;

/**
 * A setting that was tried.
 *
 * @param cell what was tried
 * @param run the run that did
 * @param norm the Euclidean norm of all that it changed
 */
public record Tried(Cell cell, RunSummary run, double norm) {
    /** A finished run of a cell, with what its record says of the change. */
    public static Tried of(EventStore store, Cell cell, RunSummary run) {
        double squares =
                RunView.of(store, run.run()).all(NeuronsChanged.class).stream()
                        .mapToDouble(each -> each.fact().l2() * each.fact().l2())
                        .sum();
        return new Tried(cell, run, Math.sqrt(squares));
    }

    /** The figures after the edit. */
    public Map<String, Metric> figures() {
        return run.latest();
    }

    /** One of them; infinite where it was not measured. */
    double value(String figure) {
        Metric metric = figures().get(figure);
        return metric == null ? Double.POSITIVE_INFINITY : metric.value();
    }

    /** The number that a key was set to; 0 where it was not varied. */
    double setting(String key) {
        String said = cell.at().get(key);
        return said == null ? 0 : Double.parseDouble(said);
    }
}
