package dev.pke.web.page;

import dev.pke.run.Depth;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One figure of a run before and after the edit. */
public record FigureRow(
        String name, String title, String meaning, RunRow.Cell before, RunRow.Cell after) {
    static List<FigureRow> of(
            @Nullable EvaluationFinished before,
            @Nullable EvaluationFinished after,
            RunRow.Over over) {
        Map<String, Metric> was = before == null ? Map.of() : before.metrics();
        Map<String, Metric> is = after == null ? Map.of() : after.metrics();
        var names =
                new TreeSet<>(Comparator.comparingInt(Glossary::rank).thenComparing(name -> name));
        names.addAll(was.keySet());
        names.addAll(is.keySet());
        names.removeIf(Depth::owns); // these have a table of their own
        List<FigureRow> figures = new ArrayList<>();
        for (String name : names) {
            Glossary term = Glossary.of(name);
            figures.add(
                    new FigureRow(
                            name,
                            term.title(),
                            term.meaning(),
                            RunRow.Cell.of(name, was.get(name)).with(over.before().get(name)),
                            RunRow.Cell.of(name, is.get(name)).with(over.after().get(name))));
        }
        return figures;
    }
}
