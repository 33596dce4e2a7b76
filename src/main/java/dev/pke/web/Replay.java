package dev.pke.web;

import java.util.List;

/**
 * The scrubber of a run page: where it stands among the run's events. {@code ranges} are the
 * positions of all of them, as "17-420,433-433".
 */
public record Replay(
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
    static Replay of(List<Tick> ticks, long position) {
        int index = 0;
        while (index + 1 < ticks.size() && ticks.get(index + 1).position() <= position) {
            index++;
        }
        Tick here = ticks.get(index);
        int end = ticks.size() - 1;
        return new Replay(
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

    static String ranges(List<Tick> ticks) {
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

    private static Svg timeline(List<Tick> ticks) {
        double width = 1000;
        var svg = new SvgWriter(width, 14, "timeline", "Stages, evaluations and chosen regions");
        int steps = Math.max(1, ticks.size() - 1);
        for (int i = 0; i < ticks.size(); i++) {
            Tick tick = ticks.get(i);
            double x = (width - 4) * i / steps;
            if (tick.is("stage-started")) {
                mark(svg, tick, x, 2, 12, "stage");
            } else if (tick.is("evaluation-finished")) {
                mark(svg, tick, x, 3, 8, "evaluation hue-none");
            } else if (tick.is("region-chosen")) {
                mark(svg, tick, x, 3, 8, "region hue-pke");
            }
        }
        return svg.done();
    }

    private static void mark(SvgWriter svg, Tick tick, double x, double w, double h, String css) {
        svg.open("a", "href", "?pos=" + tick.position());
        String what = tick.stage() == null ? bare(tick.type()) : tick.stage().wire() + " starts";
        svg.leaf("title", what + ", position " + tick.position());
        svg.rect(x, 14 - h, w, h, css);
        svg.close();
    }

    private static String bare(String type) {
        return type.substring(0, type.lastIndexOf('.')).replace('-', ' ');
    }
}
