package dev.pke.cli.bench;

import dev.pke.bench.StoreBench.Better;
import dev.pke.bench.StoreBench.Figure;
import dev.pke.cli.JsonMixin;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measured figures: each in one line beside its bar as soon as it is known, or all as JSON. */
final class FigureText implements Consumer<Figure>, AutoCloseable {
    private final JsonMixin json;
    private final PrintWriter out;
    private final List<Object> all = new ArrayList<>();

    FigureText(JsonMixin json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    /** Says something to a person. */
    void say(String line) {
        json.talk(out).println(line);
    }

    /** A figure of which more is better. */
    void more(String name, double value, String unit, double atLeast) {
        accept(new Figure(name, value, unit, atLeast, Better.MORE));
    }

    @Override
    public void accept(Figure figure) {
        boolean hasBar = Double.isFinite(figure.bar());
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", figure.name());
        object.put("value", figure.value());
        object.put("unit", figure.unit());
        object.put("bar", hasBar ? figure.bar() : null);
        object.put("reached", hasBar ? figure.reached() : null);
        all.add(object);
        String bar =
                hasBar
                        ? "%s %,.1f: %s"
                                .formatted(
                                        figure.better() == Better.MORE ? "at least" : "at most",
                                        figure.bar(),
                                        figure.reached() ? "reached" : "NOT reached")
                        : "";
        PrintWriter text = json.talk(out);
        text.printf("%-64s %,12.2f %-9s %s%n", figure.name(), figure.value(), figure.unit(), bar);
        text.flush();
    }

    /** Says all, if they are to be said as JSON. */
    @Override
    public void close() {
        json.say(out, all);
    }
}
