package dev.pke.web.page;

import dev.pke.run.RunSummary;
import dev.pke.run.Stage;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.TimelineMark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One stage of a run: done, at work, stopped or yet to come, and how long it took. */
public record StageLine(String name, String css, String took, String href) {
    /** The stages in the order a run takes them. */
    static List<StageLine> of(ListedRun listed, List<TimelineMark> ticks) {
        RunSummary run = listed.summary();
        List<StageLine> lines = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            String css = "";
            if (run.finished().contains(stage)) {
                css = "done";
            } else if (stage == run.stageAtWork()) {
                css = listed.isAtWork() ? "now" : "stopped";
            }
            lines.add(line(stage, css, ticks));
        }
        return lines;
    }

    private static StageLine line(Stage stage, String css, List<TimelineMark> ticks) {
        TimelineMark started = null;
        TimelineMark finished = null;
        for (TimelineMark mark : ticks) {
            if (mark.stage() == stage) {
                if (mark.is("stage-started")) {
                    started = mark;
                    finished = null;
                } else {
                    finished = mark;
                }
            }
        }
        String took = "";
        if (started != null && finished != null) {
            Duration span =
                    Duration.between(Instant.parse(started.at()), Instant.parse(finished.at()));
            took = FigureText.seconds(span.toMillis() / 1000.0);
        } else if (css.equals("now")) {
            took = "at work";
        } else if (css.equals("stopped")) {
            took = "stopped here";
        }
        String href =
                started == null ? "" : "?pos=" + (finished == null ? started : finished).position();
        return new StageLine(stage.wire().replace('-', ' '), css, took, href);
    }
}
