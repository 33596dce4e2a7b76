package dev.pke.web.seen;

import dev.pke.run.RunSummary;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run's line and what it goes by in addresses: its id, or the key of one recorded elsewhere.
 *
 * @param origin where it is recorded; null for a run of ours
 */
public record ListedRun(String run, @Nullable Origin origin, RunSummary summary, Heard heard) {
    /** A run of which is not asked when it was last heard of. */
    public ListedRun(String run, @Nullable Origin origin, RunSummary summary) {
        this(run, origin, summary, Heard.UNASKED);
    }

    /** The same, and when it was last heard of. */
    public ListedRun heard(Heard when) {
        return new ListedRun(run, origin, summary, when);
    }

    /** A run of our own record. */
    public static ListedRun ours(RunSummary summary) {
        return new ListedRun(summary.run(), null, summary);
    }

    /** Whether it goes on as far as this record can know: only our own do, while they are heard. */
    public boolean isAtWork() {
        return origin == null && summary.status() == Status.RUNNING && !heard.isLost();
    }

    /** Whether it has not ended and is silent for too long. */
    public boolean isLost() {
        return origin == null && summary.status() == Status.RUNNING && heard.isLost();
    }

    /** Whether it has a tag; every run passes "". */
    public boolean isTagged(String tag) {
        return tag.isEmpty() || summary.review().tags().contains(tag);
    }

    /** Every tag that any of the runs has, in alphabetical order. */
    public static List<String> tags(List<ListedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.summary().review().tags().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Names that keep the runs of each log apart. */
    public static List<String> named(List<ListedRun> runs) {
        Map<@Nullable Origin, List<ListedRun>> logs = new LinkedHashMap<>();
        runs.forEach(run -> logs.computeIfAbsent(run.origin(), _ -> new ArrayList<>()).add(run));
        Map<String, String> names = new HashMap<>();
        for (List<ListedRun> log : logs.values()) {
            List<String> apart = Naming.apart(log.stream().map(ListedRun::summary).toList());
            for (int i = 0; i < log.size(); i++) {
                names.put(log.get(i).run(), apart.get(i));
            }
        }
        return runs.stream().map(run -> names.getOrDefault(run.run(), run.run())).toList();
    }

    /** Names that keep all runs apart, ours from those recorded elsewhere. */
    public static List<String> apart(List<ListedRun> runs) {
        List<String> names = named(runs);
        List<String> apart = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Origin origin = runs.get(i).origin();
            String name = names.get(i);
            if (origin != null) {
                name += ", from " + origin.brief();
                name += apart.contains(name) ? " @" + origin.imported() : "";
            }
            apart.add(name);
        }
        return apart;
    }
}
