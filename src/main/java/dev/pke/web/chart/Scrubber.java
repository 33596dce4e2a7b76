package dev.pke.web.chart;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.Told;

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

    /** The scrubber at a position, over all facts of the run. */
    public static Scrubber of(List<Told<Fact>> told, long position) {
        int index = 0;
        while (index + 1 < told.size() && told.get(index + 1).position() <= position) {
            index++;
        }
        Told<Fact> here = told.get(index);
        int end = told.size() - 1;
        return new Scrubber(
                here.position(),
                index + 1,
                told.size(),
                ranges(told),
                label(here),
                here.at(),
                told.getFirst().position(),
                told.get(Math.max(0, index - 1)).position(),
                told.get(Math.min(end, index + 1)).position(),
                told.getLast().position(),
                timeline(told));
    }

    /** Whether this is the run as it is now, rather than as it was. */
    public boolean isNow() {
        return index == count;
    }

    static String ranges(List<Told<Fact>> told) {
        var out = new StringBuilder();
        for (int i = 0; i < told.size(); ) {
            int j = i;
            while (j + 1 < told.size()
                    && told.get(j + 1).position() == told.get(j).position() + 1) {
                j++;
            }
            out.append(out.isEmpty() ? "" : ",")
                    .append(told.get(i).position())
                    .append('-')
                    .append(told.get(j).position());
            i = j + 1;
        }
        return out.toString();
    }

    private static Svg timeline(List<Told<Fact>> told) {
        double width = 1000;
        var svg = new SvgWriter(width, 14, "timeline", "Stages, evaluations and chosen regions");
        int steps = Math.max(1, told.size() - 1);
        for (int i = 0; i < told.size(); i++) {
            Told<Fact> each = told.get(i);
            double x = (width - 4) * i / steps;
            if (each.fact() instanceof StageStarted) {
                mark(svg, each, x, 2, 12, "stage");
            } else if (each.fact() instanceof EvaluationFinished) {
                mark(svg, each, x, 3, 8, "evaluation hue-none");
            } else if (each.fact() instanceof RegionChosen) {
                mark(svg, each, x, 3, 8, "region hue-pke");
            }
        }
        return svg.done();
    }

    private static void mark(
            SvgWriter svg, Told<Fact> told, double x, double w, double h, String css) {
        svg.open("a", "href", "?pos=" + told.position());
        String what =
                told.fact() instanceof StageStarted started
                        ? started.stage().wire() + " starts"
                        : bare(told.type());
        svg.leaf("title", what + ", position " + told.position());
        svg.rect(x, 14 - h, w, h, css);
        svg.close();
    }

    /** What happened, in words: "stage started locate", "step taken". */
    private static String label(Told<Fact> told) {
        String what = bare(told.type());
        if (told.fact() instanceof StageStarted started) {
            return what + " " + started.stage().wire();
        }
        return told.fact() instanceof StageFinished finished
                ? what + " " + finished.stage().wire()
                : what;
    }

    private static String bare(String type) {
        return type.substring(0, type.lastIndexOf('.')).replace('-', ' ');
    }
}
