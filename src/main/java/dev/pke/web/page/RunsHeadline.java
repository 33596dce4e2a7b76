package dev.pke.web.page;

import dev.pke.run.RunSummary;
import dev.pke.run.word.Status;
import dev.pke.web.seen.ListedRun;

import java.util.List;

/** What the list of runs begins with. */
public final class RunsHeadline {
    private RunsHeadline() {}

    /** The sentence over runs of ours, on so many models, and, apart from them, those imported. */
    public static String of(List<ListedRun> ours, int imported, long models) {
        List<RunSummary> runs = ours.stream().map(ListedRun::summary).toList();
        if (runs.isEmpty() && imported > 0) {
            return "No runs of our own, " + imported + " imported.";
        }
        if (runs.isEmpty()) {
            return "Nothing is recorded yet.";
        }
        long working = ours.stream().filter(ListedRun::isAtWork).count();
        long lost = ours.stream().filter(ListedRun::isLost).count();
        long failed = count(runs, Status.FAILED);
        var text = new StringBuilder();
        text.append(runs.size()).append(runs.size() == 1 ? " run" : " runs");
        text.append(" on ").append(models).append(models == 1 ? " model" : " models");
        if (working > 0) {
            text.append(working == 1 ? ", one at work" : ", " + working + " at work");
        }
        if (lost > 0) {
            text.append(lost == 1 ? ", one lost" : ", " + lost + " lost");
        }
        if (failed > 0) {
            text.append(failed == 1 ? ", one failed" : ", " + failed + " failed");
        }
        if (imported > 0) {
            text.append("; ").append(imported).append(" imported from elsewhere");
        }
        return text.append('.').toString();
    }

    private static long count(List<RunSummary> runs, Status status) {
        return runs.stream().filter(run -> run.status() == status).count();
    }
}
