package dev.pke.web.chart;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.Told;
import dev.pke.run.facts.Facts;

/**
 * The scrubber of a run page: where it stands among the run's events. {@code ranges} are the
 * positions of all of them, as "17-420,433-433"; {@code track} says where on the slider which event
 * lies, {@code steps} which of them a step is.
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
        int unit,
        String track,
        String steps,
        String progress,
        Svg timeline) {

    /** The scrubber at a position, over all facts of the run. */
    public static Scrubber of(Facts told, long position) {
        int index = Math.max(0, told.upTo(position) - 1);
        Told<Fact> here = told.get(index);
        int end = told.size() - 1;
        StageTrack track = StageTrack.of(told);
        return new Scrubber(
                here.position(),
                index + 1,
                told.size(),
                ranges(told),
                label(here),
                here.at(),
                told.position(0),
                told.position(Math.max(0, index - 1)),
                told.position(Math.min(end, index + 1)),
                told.position(end),
                track.unit(index),
                track.told(),
                StageTrack.steps(told),
                StageTrack.progress(told, index),
                track.draw(told, index));
    }

    /** Whether this is the run as it is now, rather than as it was. */
    public boolean isNow() {
        return index == count;
    }

    /** Which of how many events it stands at: "1,203 of 3,065". */
    public String place() {
        return FigureText.count(index) + " of " + FigureText.count(count);
    }

    /** What a screen reader says of the slider. */
    public String words() {
        return type + ", " + place() + (progress.isEmpty() ? "" : ", " + progress);
    }

    static String ranges(Facts told) {
        var out = new StringBuilder();
        for (Facts.Range each : told.ranges()) {
            out.append(out.isEmpty() ? "" : ",").append(each.first());
            out.append('-').append(each.last());
        }
        return out.toString();
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
