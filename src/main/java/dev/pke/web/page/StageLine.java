package dev.pke.web.page;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.run.facts.Facts;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ListedRun;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One stage of a run: done, at work, stopped or yet to come, and how long it took. */
public record StageLine(String name, String css, String took, String href) {
    /** The stages in the order a run takes them. */
    static List<StageLine> of(ListedRun listed, Facts told) {
        RunSummary run = listed.summary();
        Stage broken = run.status() == Status.RUNNING ? null : unfinished(told);
        List<StageLine> lines = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            String css = "";
            if (run.finished().contains(stage)) {
                css = "done";
            } else if (stage == run.stageAtWork()) {
                css = listed.isAtWork() ? "now" : "stopped";
            } else if (stage == broken) {
                css = run.status() == Status.FAILED ? "failed" : "stopped";
            }
            lines.add(line(stage, css, told));
        }
        return lines;
    }

    /** The stage that had begun and not ended when the run did. */
    private static @Nullable Stage unfinished(Facts told) {
        Stage open = null;
        for (Facts.Placed each : told.others()) {
            switch (each.told().fact()) {
                case StageStarted start -> open = start.stage();
                case StageFinished _ -> open = null;
                default -> {}
            }
        }
        return open;
    }

    /** What was measured; what lies between the arrivals of two events only where nothing was. */
    private static double seconds(Told<Fact> started, Told<Fact> finished) {
        if (finished.fact() instanceof StageFinished end) {
            Double measured = end.measured().get("seconds");
            if (measured != null) {
                return measured;
            }
        }
        Duration span = Duration.between(Instant.parse(started.at()), Instant.parse(finished.at()));
        return span.toMillis() / 1000.0;
    }

    private static StageLine line(Stage stage, String css, Facts told) {
        Told<Fact> started = null;
        Told<Fact> finished = null;
        for (Facts.Placed placed : told.others()) {
            Told<Fact> each = placed.told();
            if (each.fact() instanceof StageStarted start && start.stage() == stage) {
                started = each;
                finished = null;
            } else if (each.fact() instanceof StageFinished end && end.stage() == stage) {
                finished = each;
            }
        }
        String took = "";
        if (started != null && finished != null) {
            took = FigureText.seconds(seconds(started, finished));
        } else if (css.equals("now")) {
            took = "at work";
        } else if (css.equals("stopped")) {
            took = "stopped here";
        } else if (css.equals("failed")) {
            took = "failed here";
        }
        String href =
                started == null ? "" : "?pos=" + (finished == null ? started : finished).position();
        return new StageLine(stage.wire().replace('-', ' '), css, took, href);
    }
}
