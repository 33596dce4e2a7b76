package dev.pke.web;

import dev.pke.run.RunSummary;
import dev.pke.run.Status;

import java.util.List;

/** What the list of runs begins with. */
final class RunsFinding {
    private RunsFinding() {}

    static String of(List<RunSummary> runs) {
        if (runs.isEmpty()) {
            return "Nothing is recorded yet.";
        }
        long working = count(runs, Status.RUNNING);
        long failed = count(runs, Status.FAILED);
        long models = runs.stream().map(RunSummary::model).distinct().count();
        var text = new StringBuilder();
        text.append(runs.size()).append(runs.size() == 1 ? " run" : " runs");
        text.append(" on ").append(models).append(models == 1 ? " model" : " models");
        if (working > 0) {
            text.append(working == 1 ? ", one at work" : ", " + working + " at work");
        }
        if (failed > 0) {
            text.append(failed == 1 ? ", one failed" : ", " + failed + " failed");
        }
        return text.append('.').toString();
    }

    private static long count(List<RunSummary> runs, Status status) {
        return runs.stream().filter(run -> run.status() == status).count();
    }
}
