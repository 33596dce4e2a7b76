package dev.pke.web.chart;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One chart in the widths it is needed in, and the same figures as a table.
 *
 * @param hrefs where each row leads; none at all where the rows lead nowhere
 */
public record Drawings(
        List<Svg> sizes, List<String> head, List<List<String>> rows, List<String> hrefs) {
    public Drawings {
        sizes = List.copyOf(sizes);
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        hrefs = List.copyOf(hrefs);
    }

    /** One whose rows lead nowhere. */
    public Drawings(List<Svg> sizes, List<String> head, List<List<String>> rows) {
        this(sizes, head, rows, List.of());
    }

    /** Draws for a whole page's width and for a phone. */
    public static Drawings wide(
            Function<Size, Svg> draw, List<String> head, List<List<String>> rows) {
        return new Drawings(List.of(draw.apply(Size.WIDE), draw.apply(Size.NARROW)), head, rows);
    }

    /** Draws for a whole page's width, for half of it and for a phone. */
    public static Drawings any(
            Function<Size, Svg> draw, List<String> head, List<List<String>> rows) {
        List<Svg> sizes = Stream.of(Size.WIDE, Size.HALF, Size.NARROW).map(draw).toList();
        return new Drawings(sizes, head, rows);
    }

    /** Draws for half a page's width and for a phone. */
    public static Drawings half(
            Function<Size, Svg> draw, List<String> head, List<List<String>> rows) {
        return new Drawings(List.of(draw.apply(Size.HALF), draw.apply(Size.NARROW)), head, rows);
    }

    /** Draws for the widest screens, for a whole page's width and for a phone. */
    public static Drawings full(
            Function<Size, Svg> draw,
            List<String> head,
            List<List<String>> rows,
            List<String> hrefs) {
        List<Svg> sizes = Stream.of(Size.FULL, Size.WIDE, Size.NARROW).map(draw).toList();
        return new Drawings(sizes, head, rows, hrefs);
    }

    /** Where a row leads; "" where it leads nowhere. */
    public String href(int row) {
        return row < hrefs.size() ? hrefs.get(row) : "";
    }

    public boolean isTabled() {
        return !rows.isEmpty();
    }
}
