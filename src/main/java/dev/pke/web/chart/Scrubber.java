package dev.pke.web.chart;

import java.util.List;

/**
 * The scrubber of a run page: where it stands among the run's events. {@code ranges} are the
 * positions of all of them, as "17-420,433-433".
 */
public record Scrubber(
        long position,
        int index,
        int count,
        String ranges,
        String type,
        String at,
        long first,
        long previous,
        long next,
        long last,
        Svg timeline) {

    /** The scrubber at a position, over all ticks of the run. */
    public static Scrubber of(List<TimelineMark> ticks, long position) {
        int index = 0;
        while (index + 1 < ticks.size() && ticks.get(index + 1).position() <= position) {
            index++;
        }
        TimelineMark here = ticks.get(index);
        int end = ticks.size() - 1;
        return new Scrubber(
                here.position(),
                index + 1,
                ticks.size(),
                ranges(ticks),
                here.stage() == null
                        ? bare(here.type())
                        : bare(here.type()) + " " + here.stage().wire(),
                here.at(),
                ticks.getFirst().position(),
                ticks.get(Math.max(0, index - 1)).position(),
                ticks.get(Math.min(end, index + 1)).position(),
                ticks.getLast().position(),
                timeline(ticks));
    }

    /** Whether this is the run as it is now, rather than as it was. */
    public boolean isNow() {
        return index == count;
    }

    static String ranges(List<TimelineMark> ticks) {
        var out = new StringBuilder();
        for (int i = 0; i < ticks.size(); ) {
            int j = i;
            while (j + 1 < ticks.size()
                    && ticks.get(j + 1).position() == ticks.get(j).position() + 1) {
                j++;
            }
            out.append(out.isEmpty() ? "" : ",")
                    .append(ticks.get(i).position())
                    .append('-')
                    .append(ticks.get(j).position());
            i = j + 1;
        }
        return out.toString();
    }

    private static Svg timeline(List<TimelineMark> ticks) {
        double width = 1000;
        var svg = new SvgWriter(width, 14, "timeline", "Stages, evaluations and chosen regions");
        int steps = Math.max(1, ticks.size() - 1);
        for (int i = 0; i < ticks.size(); i++) {
            TimelineMark mark = ticks.get(i);
            double x = (width - 4) * i / steps;
            if (mark.is("stage-started")) {
                mark(svg, mark, x, 2, 12, "stage");
            } else if (mark.is("evaluation-finished")) {
                mark(svg, mark, x, 3, 8, "evaluation hue-none");
            } else if (mark.is("region-chosen")) {
                mark(svg, mark, x, 3, 8, "region hue-pke");
            }
        }
        return svg.done();
    }

    private static void mark(
            SvgWriter svg, TimelineMark mark, double x, double w, double h, String css) {
        svg.open("a", "href", "?pos=" + mark.position());
        String what = mark.stage() == null ? bare(mark.type()) : mark.stage().wire() + " starts";
        svg.leaf("title", what + ", position " + mark.position());
        svg.rect(x, 14 - h, w, h, css);
        svg.close();
    }

    private static String bare(String type) {
        return type.substring(0, type.lastIndexOf('.')).replace('-', ' ');
    }
}
