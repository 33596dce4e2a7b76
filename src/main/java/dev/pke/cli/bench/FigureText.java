package dev.pke.cli.bench;

import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** A measured figure in one line, beside its bar. */
final class FigureText {
    private FigureText() {}

    static Consumer<Figure> to(PrintWriter out) {
        return figure -> {
            boolean hasBar = Double.isFinite(figure.bar());
            String bar =
                    hasBar
                            ? "%s %,.1f: %s"
                                    .formatted(
                                            figure.better() == Better.MORE ? "at least" : "at most",
                                            figure.bar(),
                                            figure.reached() ? "reached" : "NOT reached")
                            : "";
            out.printf(
                    "%-64s %,12.2f %-9s %s%n", figure.name(), figure.value(), figure.unit(), bar);
            out.flush();
        };
    }
}
