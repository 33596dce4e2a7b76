package dev.pke.web.chart;

import java.util.List;
import java.util.function.Function;

/** One chart in the widths it is needed in, and the same figures as a table. */
public record Drawings(List<Svg> sizes, List<String> head, List<List<String>> rows) {
    public Drawings {
        sizes = List.copyOf(sizes);
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** Draws for a whole page's width and for a phone. */
    public static Drawings wide(
            Function<Size, Svg> draw, List<String> head, List<List<String>> rows) {
        return new Drawings(List.of(draw.apply(Size.WIDE), draw.apply(Size.NARROW)), head, rows);
    }

    /** Draws for half a page's width and for a phone. */
    public static Drawings half(
            Function<Size, Svg> draw, List<String> head, List<List<String>> rows) {
        return new Drawings(List.of(draw.apply(Size.HALF), draw.apply(Size.NARROW)), head, rows);
    }

    public boolean isTabled() {
        return !rows.isEmpty();
    }
}
