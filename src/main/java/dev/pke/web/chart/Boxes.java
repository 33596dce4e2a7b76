package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The places of a drawing that are taken, so that a label finds a free one. */
public final class Boxes {
    /** A rectangle by its corners, in pixels. */
    public record Box(double left, double top, double right, double bottom) {
        double overlap(Box other) {
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            return width > 0 && height > 0 ? width * height : 0;
        }

        double outside(Box frame) {
            double area = (right - left) * (bottom - top);
            return area - overlap(frame);
        }
    }

    private static final double FAR = 18;

    private final Box frame;
    private final List<Box> taken = new ArrayList<>();

    public Boxes(Box frame) {
        this.frame = frame;
    }

    public void take(Box box) {
        taken.add(box);
    }

    /** Takes the candidate that covers least of what is taken; the earlier one wins a tie. */
    public int choose(List<Box> candidates) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < candidates.size(); i++) {
            Box candidate = candidates.get(i);
            double cost = 4 * candidate.outside(frame) + i * 0.5;
            for (Box box : taken) {
                cost += candidate.overlap(box);
            }
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        take(candidates.get(best));
        return best;
    }

    /**
     * A name beside a mark.
     *
     * @param wide in pixels
     * @param gap from the mark's middle
     */
    public record Caption(String text, double wide, double gap) {}

    /** Writes a name right or left of a mark, so far down, whichever covers least. */
    public void write(SvgWriter svg, Caption name, double cx, double cy, int... down) {
        List<Box> places = new ArrayList<>();
        for (int dy : down) {
            double top = cy + dy - 11;
            double right = cx + name.gap();
            places.add(new Box(right, top, right + name.wide(), top + 14));
            places.add(new Box(cx - name.gap() - name.wide(), top, cx - name.gap(), top + 14));
        }
        int chosen = choose(places);
        Box place = places.get(chosen);
        boolean after = chosen % 2 == 0;
        double edge = after ? place.left() : place.right();
        lead(svg, cx, cy, edge, place);
        svg.text(edge, place.bottom() - 2, after ? "label" : "label end", name.text());
    }

    /** A thin line from a mark to the edge of a name that stands so far off as to be another's. */
    private static void lead(SvgWriter svg, double cx, double cy, double edge, Box place) {
        double middle = (place.top() + place.bottom()) / 2;
        if (Math.abs(middle - cy) > FAR) {
            svg.line(cx, cy, edge, middle, "lead");
        }
    }

    /** The place of a name so wide at a line's end: beside it, or up to three lines off. */
    public Box beside(double x, double y, double wide, double line) {
        List<Box> places =
                Stream.of(0, -1, 1, -2, 2, -3, 3)
                        .map(n -> y + n * line)
                        .map(at -> new Box(x + 7, at - 8, x + 7 + wide, at + 4))
                        .toList();
        return places.get(choose(places));
    }
}
